// The folder that the user chose: its files, and what is written back to it.

/** What no portfolio reads, and what would only take time. */
const SKIPPED = new Set([".git", "node_modules", "target"]);

/** A file was changed by another program since it was read; it is left alone. */
class Conflict extends Error {
  constructor(path, mine, theirs) {
    super(`${path} was changed by another program meanwhile and was left alone.`);
    this.path = path;
    this.mine = mine;
    this.theirs = theirs;
  }
}

/** A folder through its handle: it can be read again, and written to. */
class OpenFolder {
  writable = true;
  constructor(handle) {
    this.handle = handle;
    this.name = handle.name;
  }

  async files() {
    const files = [];
    const walk = async (handle, above) => {
      for await (const [name, entry] of handle.entries()) {
        const path = `${above}/${name}`;
        if (entry.kind === "file") files.push({ path, file: await entry.getFile() });
        else if (!SKIPPED.has(name)) await walk(entry, path);
      }
    };
    await walk(this.handle, this.name);
    return files;
  }

  /** Writes a file, unless another program changed it since `before` was read. */
  async write(path, blob, before) {
    const parts = path.split("/").slice(1), name = parts.pop();
    let folder = this.handle;
    for (const part of parts) folder = await folder.getDirectoryHandle(part, { create: true });
    const there = await folder.getFileHandle(name).catch(() => undefined);
    const now = await there?.getFile();
    if (now?.lastModified !== before?.lastModified || now?.size !== before?.size) {
      throw new Conflict(path, blob, now ?? new Blob());
    }
    const handle = there ?? await folder.getFileHandle(name, { create: true });
    await blob.stream().pipeTo(await handle.createWritable());
  }

  /** The folder at this path below it. */
  async inside(parts) {
    let handle = this.handle;
    for (const part of parts) handle = await handle.getDirectoryHandle(part);
    return new OpenFolder(handle);
  }

  async makeFolder(name) { await this.handle.getDirectoryHandle(name, { create: true }); }
}

/** Files as they were when they were chosen: they can be read, and changes are offered to save. */
class ChosenFiles {
  writable = false;
  unsaved = new Map();
  constructor(list) {
    this.list = list;
    this.name = this.list[0]?.path.split("/")[0] ?? "portfolio";
  }
  async files() { return this.list; }
  async write(path, blob) {
    const file = new File([blob], path.split("/").pop());
    this.list = [...this.list.filter((it) => it.path !== path), { path, file }];
    this.unsaved.set(path, file);
    // A large file is not kept: the bundle is saved when it is made.
    if (blob.size < 1 << 20) keepDraft(this.name, `file ${path}`, await blob.text());
  }
  /** Brings back what was not saved before the page was closed. */
  async restore() {
    for (const [key, text] of drafts(this.name)) {
      if (key.startsWith("file ")) await this.write(key.slice(5), new Blob([text]));
    }
  }
  saved(path) {
    this.unsaved.delete(path);
    dropDraft(this.name, `file ${path}`);
  }
  async inside(parts) {
    const above = `${[this.name, ...parts.slice(0, -1)].join("/")}/`;
    const below = this.list.filter(({ path }) => path.startsWith(`${above}${parts.at(-1)}/`));
    return new ChosenFiles(below.map((it) => ({ ...it, path: it.path.slice(above.length) })));
  }
  async makeFolder() {}
}

/** The files below the folders that were dropped, as they can be read. */
async function droppedFiles(entries) {
  const files = [];
  const walk = async (entry, above) => {
    const path = above ? `${above}/${entry.name}` : entry.name;
    if (entry.isFile) {
      files.push({ path, file: await new Promise((resolve, reject) => entry.file(resolve, reject)) });
    } else if (!SKIPPED.has(entry.name)) {
      const reader = entry.createReader();
      for (;;) {
        const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
        if (some.length === 0) break;
        for (const one of some) await walk(one, path);
      }
    }
  };
  for (const entry of entries) await walk(entry, "");
  return files;
}

/** Saves a file where the user says, or among the downloads. Returns its name. */
async function save(blob, name) {
  if (window.showSaveFilePicker) {
    const handle = await showSaveFilePicker({ suggestedName: name });
    await blob.stream().pipeTo(await handle.createWritable());
    return handle.name;
  }
  const link = document.createElement("a");
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  return name;
}

// What is typed and not saved yet is kept in this browser, by folder and field.
const draftKey = (folder, field) => `mcred\n${folder}\n${field}`;
function keepDraft(folder, field, text) {
  try {
    localStorage.setItem(draftKey(folder, field), text);
  } catch {
    // Without storage, a text lives as long as the page.
  }
}
function dropDraft(folder, field) {
  try { localStorage.removeItem(draftKey(folder, field)); } catch { /* There is none. */ }
}
function drafts(folder) {
  try {
    return Object.keys(localStorage).filter((it) => it.startsWith(draftKey(folder, "")))
      .map((it) => [it.slice(draftKey(folder, "").length), localStorage.getItem(it)]);
  } catch {
    return [];
  }
}
const draft = (folder, field) => drafts(folder).find(([key]) => key === field)?.[1];
