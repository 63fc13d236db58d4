// A disk in memory in place of the browser's pickers, at their lowest level: the handles that
// showDirectoryPicker and showSaveFilePicker give. Runs in the page.
export function fakeDisk() {
  class FileHandle {
    kind = "file";
    constructor(name) { this.name = name; this.blob = new Blob(); this.modified = Date.now(); }
    async getFile() { return new File([this.blob], this.name, { lastModified: this.modified }); }
    async createWritable() {
      const chunks = [];
      return new WritableStream({
        write: (chunk) => { chunks.push(chunk); },
        close: () => { this.blob = new Blob(chunks); this.modified = Date.now(); },
      });
    }
  }
  class FolderHandle {
    kind = "directory";
    constructor(name) { this.name = name; this.children = new Map(); }
    async *entries() { yield* [...this.children]; }
    async getFileHandle(name, { create } = {}) { return this.get(name, create, FileHandle); }
    async getDirectoryHandle(name, { create } = {}) { return this.get(name, create, FolderHandle); }
    get(name, create, Kind) {
      if (!this.children.has(name)) {
        if (!create) throw new DOMException("not there", "NotFoundError");
        this.children.set(name, new Kind(name));
      }
      return this.children.get(name);
    }
  }
  const disk = window.disk = {
    folders: new Map(), saved: new Map(), picked: undefined,
    folder(name) {
      if (!disk.folders.has(name)) disk.folders.set(name, new FolderHandle(name));
      return disk.folders.get(name);
    },
    async put(path, base64) {
      const parts = path.split("/"), name = parts.pop();
      let folder = disk.folder(parts.shift());
      for (const part of parts) folder = await folder.getDirectoryHandle(part, { create: true });
      const file = await folder.getFileHandle(name, { create: true });
      file.blob = new Blob([Uint8Array.from(atob(base64), (it) => it.charCodeAt(0))]);
      file.modified = Date.now();
    },
    async read(path) {
      let at = { children: disk.folders };
      for (const part of path.split("/")) at = at?.children?.get(part);
      return at?.blob ? disk.base64(at.blob) : undefined;
    },
    async base64(blob) {
      const bytes = new Uint8Array(await blob.arrayBuffer());
      let text = "";
      for (let at = 0; at < bytes.length; at += 32768) text += String.fromCharCode(...bytes.subarray(at, at + 32768));
      return btoa(text);
    },
    async list(name) {
      const all = [];
      const walk = (folder, above) => folder.children.forEach((it, key) => it.children ? walk(it, `${above}${key}/`) : all.push(above + key));
      walk(disk.folder(name), "");
      return all.sort();
    },
  };
  window.showDirectoryPicker = async () => {
    if (!disk.picked) throw new DOMException("closed", "AbortError");
    return disk.folder(disk.picked);
  };
  window.showSaveFilePicker = async ({ suggestedName }) => {
    const handle = new FileHandle(suggestedName);
    disk.saved.set(suggestedName, handle);
    return handle;
  };
}
