//! The maps in which keys of files are looked up.

use std::collections::HashMap;

/// A map with a hash that is several times quicker on short keys than the one of the standard library. Its seed is another
/// one in each process, so no file can be made to fill one slot; nobody outside sees how long a look-up takes.
pub type Lookup<K, V> = HashMap<K, V, foldhash::fast::RandomState>;
