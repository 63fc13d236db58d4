//! Files that systems, clouds and editors leave behind, which are never submitted.

/// Names of such files and folders, in lower case; all that is below such a folder is litter.
const NAMES: &[&str] = &[
    // macOS
    ".ds_store",
    ".localized",
    "icon\r",
    // As file servers for macOS write the carriage return.
    "icon\u{f00d}",
    ".volumeicon.icns",
    ".apdisk",
    ".appledb",
    ".appledesktop",
    ".appledouble",
    ".com.apple.timemachine.donotpresent",
    ".com.apple.timemachine.supported",
    ".fseventsd",
    ".metadata_never_index",
    ".temporaryitems",
    "__macosx",
    "network trash folder",
    "temporary items",
    // Windows
    "$recycle.bin",
    "desktop.ini",
    "ehthumbs.db",
    "ehthumbs_vista.db",
    "system volume information",
    "thumbs.db",
    "thumbs.db:encryptable",
    // Linux
    ".directory",
    ".thumbnails",
    "lost+found",
    // Network drives of Synology, QNAP and others
    "#recycle",
    "#snapshot",
    ".@__thumb",
    ".@upload_cache",
    "@eadir",
    "@recently-snapshot",
    "@recycle",
    "@tmp",
    // Clouds
    ".owncloudsync.log",
    ".nextcloudsync.log",
    ".stfolder",
    ".stignore",
    ".stversions",
    ".tmp.drivedownload",
    ".tmp.driveupload",
    "com.dropbox.attributes",
    "com.dropbox.attrs",
    // Editors and programs for photos
    ".hg",
    ".hgignore",
    ".idea",
    ".ipynb_checkpoints",
    ".nomedia",
    ".obsidian",
    ".picasa.ini",
    ".svn",
    ".vscode",
    "picasa.ini",
];

/// What their names begin with, in lower case.
const PREFIXES: &[&str] = &[
    // What macOS keeps of a file on a disk of another system; Office's and LibreOffice's locks.
    "._",
    "~$",
    ".~lock.",
    // Indexes and deleted files of macOS and Linux, and files that are deleted while they are open.
    ".documentrevisions-v",
    ".spotlight-v",
    ".trash",
    ".fuse_hidden",
    ".nfs0",
    ".smbdelete",
    ".goutputstream-",
    // Git, and the clouds' own books.
    ".git",
    ".dropbox",
    ".csync",
    ".sync_",
    ".syncing",
    ".syncthing.",
    "~syncthing~",
];

/// What their names end with, in lower case: the books of Synology, where Windows downloaded a file
/// from, and what InDesign and Access keep beside an open file.
const SUFFIXES: &[&str] =
    &["@synoeastream", "@synoresource", "zone.identifier", ".idlk", ".laccdb"];

/// Whether a file is such a one, whatever the case of its name.
pub(crate) fn is_litter(path: &str) -> bool {
    let mut parts = path.split('/').map(str::to_lowercase);
    let Some(name) = parts.next_back() else { return false };
    let is_named = |part: &str| {
        // The stub of a file that iCloud keeps stands for the file.
        NAMES.contains(&part)
            || PREFIXES.iter().any(|prefix| part.starts_with(prefix)) && !part.ends_with(".icloud")
    };
    is_named(&name)
        || SUFFIXES.iter().any(|suffix| name.ends_with(suffix))
        || is_backup(&name)
        || parts.any(|folder| is_named(&folder))
}

/// What Word, Vim, Emacs and others keep beside an open file: its earlier text, and in Vim's case
/// the names of user and computer.
fn is_backup(name: &str) -> bool {
    let swap = name.starts_with('.')
        && [".swp", ".swo", ".swx", ".kate-swp"].iter().any(|end| name.ends_with(end));
    let lock = name.starts_with(".#") || (name.starts_with('#') && name.ends_with('#'));
    let office = name.starts_with('~') && name.ends_with(".tmp");
    swap || lock || office || (name.len() > 1 && name.ends_with('~'))
}

#[cfg(test)]
mod tests {
    use super::is_litter;

    #[test]
    fn what_systems_and_programs_leave_behind_is_litter_whatever_its_case() {
        for name in [
            ".plan.md.swp",
            "plan.md~",
            ".#plan.md",
            "#plan.md#",
            "~$plan.docx",
            "~WRL0005.tmp",
            ".~lock.plan.odt#",
            ".ds_store",
            "Icon\r",
            "ICON\r",
            "THUMBS.DB",
            "Desktop.ini",
            ".Spotlight-V100/store.db",
            "photos/@eaDir/x.jpg@SynoEAStream",
            "__MACOSX/._x.pdf",
            ".git/config",
            ".gitattributes",
            ".dropbox.cache/plan.pdf",
            ".sync_1f2e.db-wal",
            "plan.pdf:Zone.Identifier",
        ] {
            assert!(is_litter(&format!("artifacts/{name}")), "{name}");
        }
    }

    #[test]
    fn files_of_a_practitioner_are_no_litter() {
        for name in [
            "plan.md",
            "#1.md",
            "swp",
            "~",
            "Icon",
            "icon.png",
            "git.pdf",
            "thumbs.db.pdf",
            "desktop.initiative.pdf",
            "synchronised.txt",
            "~notes.txt",
            ".git log.pdf.icloud",
        ] {
            assert!(!is_litter(&format!("artifacts/{name}")), "{name}");
        }
    }
}
