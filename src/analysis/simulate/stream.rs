//! Random numbers that are the same on every machine. Knows nothing of services, bodies or dates.

/// A stream of `SplitMix64`. Source: Steele, Lea, Flood, "Fast Splittable Pseudorandom Number Generators", 2014.
pub(super) struct Stream(u64);

impl Stream {
    /// The stream that belongs to these words; another word anywhere gives an unrelated one.
    pub(super) fn of(seed: u64, words: &[&str]) -> Self {
        let mut state = mix(seed);
        for word in words {
            for byte in word.bytes().chain([0xff]) {
                state = (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
            }
        }
        Self(mix(state))
    }

    #[cfg(test)]
    pub(super) fn from_state(state: u64) -> Self {
        Self(state)
    }

    /// The next number.
    pub(super) fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        mix(self.0)
    }

    /// A number from `low` to `high`, both included; `low` where they stand the other way round.
    pub(super) fn between(&mut self, low: i64, high: i64) -> i64 {
        let number = i64::try_from(self.next() >> 1).unwrap_or_default();
        low + number % (high - low + 1).max(1)
    }

    /// True in so many of a thousand cases.
    pub(super) fn chance(&mut self, per_mille: i64) -> bool {
        self.between(0, 999) < per_mille
    }

    /// One entry of a list, each as likely as the others.
    pub(super) fn pick<'a, T>(&mut self, list: &'a [T]) -> Option<&'a T> {
        let last = i64::try_from(list.len()).unwrap_or(i64::MAX) - 1;
        list.get(usize::try_from(self.between(0, last)).unwrap_or_default())
    }
}

/// The finaliser of `SplitMix64`: spreads every bit over all others.
pub(super) fn mix(state: u64) -> u64 {
    let once = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let twice = (once ^ (once >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    twice ^ (twice >> 31)
}
