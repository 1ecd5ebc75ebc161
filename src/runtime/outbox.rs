//! Where what is on screen goes: files never over a file unasked, never into the data folder, whole or not at all; copied
//! text as the clipboard has it.

use std::io;
use std::path::{Path, PathBuf};

use super::clipboard::Clipboard;
use crate::app::effect::Effect;
use crate::app::export::{Exported, FileFormat, Trouble};
use crate::app::message::Message;
use crate::app::model::Model;
use crate::app::update::update;
use crate::export;
use crate::store::write;
use crate::ui::context::Context;

/// Size of pictures where no terminal tells one.
const SIZE: (u16, u16) = (80, 24);

/// What is known of the place. Without a word about it nothing is written anywhere.
#[derive(Clone, Debug, Default)]
pub struct Outbox {
    home: Option<PathBuf>,
    data: Option<PathBuf>,
    pub(super) clipboard: Clipboard,
    open: bool,
}

impl Outbox {
    /// `home` is what `~` stands for, `data` the data folder in use.
    pub fn new(home: Option<PathBuf>, data: Option<PathBuf>) -> Self {
        Self {
            home,
            data,
            open: true,
            ..Self::default()
        }
    }

    /// With the place where copied text goes; where nothing is written no program is started either.
    #[must_use]
    pub fn with_clipboard(self, clipboard: Clipboard) -> Self {
        let clipboard = if self.open {
            clipboard
        } else {
            clipboard.without_programs()
        };
        Self { clipboard, ..self }
    }

    /// The whole path of a name as it was typed; `~` is the home folder.
    pub fn place(&self, name: &str) -> PathBuf {
        let below_home = name.strip_prefix("~/").zip(self.home.as_ref());
        let path = below_home.map_or_else(|| PathBuf::from(name), |(rest, home)| home.join(rest));
        std::path::absolute(&path).unwrap_or(path)
    }

    /// Writes a file, in place of one that is there only where that is asked for.
    pub fn write(&self, path: &Path, content: &[u8], replace: bool) -> Result<(), Trouble> {
        if !self.open {
            return Err(Trouble::Closed);
        }
        if path.file_name().is_none() {
            return Err(Trouble::NotAFile);
        }
        let folder = path.parent().unwrap_or(Path::new("."));
        let folder = folder.canonicalize().map_err(|error| told(&error))?;
        if self.is_data(&folder) {
            return Err(Trouble::InData);
        }
        match path.symlink_metadata() {
            Ok(about) if !about.is_file() => Err(Trouble::NotAFile),
            Ok(_) if !replace => Err(Trouble::Exists),
            Ok(_) => write::replace_file(path, content).map_err(|error| told(&error)),
            Err(_) => write::new_file(path, content).map_err(|error| told(&error)),
        }
    }

    /// Whether a folder is the data folder or lies in it.
    fn is_data(&self, folder: &Path) -> bool {
        let data = self.data.as_ref().and_then(|data| data.canonicalize().ok());
        data.is_some_and(|data| folder.starts_with(data))
    }

    /// Makes and writes what is on screen; `None` where the effect is another's. The model changes only for as long as its
    /// picture is taken.
    pub fn carry_out(
        &self,
        model: &mut Model,
        context: Context,
        effect: &Effect,
    ) -> Option<Message> {
        let Effect::Export {
            path: name,
            format,
            replace,
        } = effect
        else {
            return None;
        };
        let path = self.place(name);
        let shown = path.display().to_string();
        let outcome = match self.export(model, context, *format, &path, *replace) {
            Ok(()) => Exported::Written(shown),
            Err(Trouble::Exists) => Exported::Exists(name.clone()),
            Err(trouble) => Exported::Refused(shown, trouble),
        };
        Some(Message::Exported(outcome))
    }

    fn export(
        &self,
        model: &mut Model,
        context: Context,
        format: FileFormat,
        path: &Path,
        replace: bool,
    ) -> Result<(), Trouble> {
        let size = model.size;
        // Line by line there is no screen; a picture is as large as the smallest one.
        let has_screen = size.0 > 1 && size.1 > 1;
        if !has_screen {
            update(model, Message::Resized(SIZE.0, SIZE.1));
        }
        let content = export::file(model, context, format, false);
        if !has_screen {
            update(model, Message::Resized(size.0, size.1));
        }
        self.write(path, &content.map_err(Trouble::Told)?, replace)
    }
}

fn told(error: &io::Error) -> Trouble {
    match error.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Trouble::NoFolder,
        io::ErrorKind::AlreadyExists => Trouble::Exists,
        _ => Trouble::Told(error.to_string()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn where_nothing_is_written_no_program_is_started() {
        // A file of settings may name tmux for everybody.
        let closed = Outbox::default().with_clipboard(Clipboard::Tmux);
        assert_eq!(closed.clipboard, Clipboard::FarTmux);
        let open = Outbox::new(None, None).with_clipboard(Clipboard::Tmux);
        assert_eq!(open.clipboard, Clipboard::Tmux);
    }
}
