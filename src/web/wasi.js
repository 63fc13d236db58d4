// The files of a browser as a program for WASI sees them: the calls of wasi_snapshot_preview1 that
// mcred makes, over File and Blob. Written here since the shims that exist hold every file in memory.

const ERRNO = { ok: 0, badf: 8, exist: 20, inval: 28, io: 29, isdir: 31, noent: 44, nosys: 52, notdir: 54, notempty: 55 };
const DIRECTORY = 3, REGULAR = 4, CHARACTER = 2;
const SEGMENT = 8 << 20;
const text = { encode: (it) => new TextEncoder().encode(it), decode: (it) => new TextDecoder().decode(it) };

/** A folder: names and what stands there. */
class Folder { entries = new Map(); }

/** A file of the user's: read in pieces, never as a whole. */
class Stored {
  #at = 0; #held = new Uint8Array(); #ahead = 1 << 16;
  constructor(blob, modified) { this.blob = blob; this.modified = modified; }
  get size() { return this.blob.size; }
  read(at, length) {
    if (at >= this.size || length === 0) return new Uint8Array();
    Stored.onread?.(length);
    if (at < this.#at || at >= this.#at + this.#held.length) {
      // Read on, more is wanted each time; after a jump, little.
      this.#ahead = at === this.#at + this.#held.length ? Math.min(this.#ahead * 2, 4 << 20) : 1 << 16;
      const end = Math.min(this.size, at + Math.max(length, this.#ahead));
      this.#held = new Uint8Array(new FileReaderSync().readAsArrayBuffer(this.blob.slice(at, end)));
      this.#at = at;
    }
    return this.#held.subarray(at - this.#at, at - this.#at + length);
  }
}

/** A file that mcred writes: full segments are handed to the browser, which keeps them on disk. */
class Written {
  modified = Date.now(); #sealed = []; #patches = []; #tail = new Uint8Array(1 << 16); #used = 0; #whole;
  get size() { return this.#sealed.length * SEGMENT + this.#used; }
  write(at, bytes) {
    this.#whole = undefined;
    const sealed = this.#sealed.length * SEGMENT;
    if (at < sealed) {
      const early = bytes.subarray(0, sealed - at);
      this.#patches.push({ at, bytes: early.slice() });
      bytes = bytes.subarray(early.length);
      at = sealed;
    }
    while (bytes.length > 0) {
      const start = at - this.#sealed.length * SEGMENT;
      const now = bytes.subarray(0, SEGMENT - start);
      this.#grow(start + now.length);
      this.#tail.set(now, start);
      this.#used = Math.max(this.#used, start + now.length);
      at += now.length;
      bytes = bytes.subarray(now.length);
      if (this.#used === SEGMENT) {
        this.#sealed.push(new Blob([this.#tail]));
        this.#used = 0;
      }
    }
  }
  #grow(length) {
    if (length <= this.#tail.length) return;
    const larger = new Uint8Array(Math.min(SEGMENT, Math.max(length, this.#tail.length * 2)));
    larger.set(this.#tail.subarray(0, this.#used));
    this.#tail = larger;
  }
  resize(size) {
    const kept = this.read(0, Math.min(size, this.size)).slice();
    this.truncate();
    this.write(0, kept);
    this.write(kept.length, new Uint8Array(size - kept.length));
  }
  truncate() { this.#sealed = []; this.#patches = []; this.#used = 0; this.#whole = undefined; }
  get blob() {
    for (const { at, bytes } of this.#patches.splice(0)) this.#patch(at, bytes);
    this.#whole ??= new Blob([...this.#sealed, this.#tail.slice(0, this.#used)]);
    return this.#whole;
  }
  #patch(at, bytes) {
    while (bytes.length > 0) {
      const number = Math.floor(at / SEGMENT), start = at % SEGMENT;
      const now = bytes.subarray(0, SEGMENT - start), old = this.#sealed[number];
      this.#sealed[number] = new Blob([old.slice(0, start), now, old.slice(start + now.length)]);
      at += now.length;
      bytes = bytes.subarray(now.length);
    }
  }
  read(at, length) { return new Uint8Array(new FileReaderSync().readAsArrayBuffer(this.blob.slice(at, at + length))); }
}

/** How the program ended. */
class Exit { constructor(code) { this.code = code; } }

/** Runs the program with these arguments over a tree of files. */
function run(module, args, env, root, opened) {
  const out = [[], []];
  const fds = [{ stream: -1 }, { stream: 0 }, { stream: 1 }, { node: root, path: "" }];
  let memory;
  const view = () => new DataView(memory.buffer);
  const bytes = (at, length) => new Uint8Array(memory.buffer, at, length);
  const string = (at, length) => text.decode(bytes(at, length).slice());
  const find = (folder, path) => {
    let node = folder;
    for (const part of path.split("/")) {
      if (part === "" || part === ".") continue;
      if (!(node instanceof Folder)) return undefined;
      node = node.entries.get(part);
    }
    return node;
  };
  const parent = (folder, path) => {
    const parts = path.split("/").filter((part) => part !== "" && part !== ".");
    const name = parts.pop();
    return { folder: find(folder, parts.join("/")), name };
  };
  const strings = (list) => ({
    sizes: (count, size) => {
      view().setUint32(count, list.length, true);
      view().setUint32(size, list.reduce((sum, it) => sum + text.encode(it).length + 1, 0), true);
      return ERRNO.ok;
    },
    get: (pointers, buffer) => {
      for (const it of list) {
        const encoded = text.encode(`${it}\0`);
        view().setUint32(pointers, buffer, true);
        bytes(buffer, encoded.length).set(encoded);
        pointers += 4;
        buffer += encoded.length;
      }
      return ERRNO.ok;
    },
  });
  const stat = (node, at) => {
    bytes(at, 64).fill(0);
    view().setUint8(at + 16, node instanceof Folder ? DIRECTORY : REGULAR);
    view().setBigUint64(at + 24, 1n, true);
    view().setBigUint64(at + 32, BigInt(node.size ?? 0), true);
    for (const time of [40, 48, 56]) view().setBigUint64(at + time, BigInt(Math.round(node.modified ?? 0)) * 1000000n, true);
    return ERRNO.ok;
  };
  const vectors = (at, count) => Array.from({ length: count }, (_, number) =>
    [view().getUint32(at + 8 * number, true), view().getUint32(at + 8 * number + 4, true)]);
  const readAt = (fd, at, list, count) => {
    let done = 0;
    try {
      for (const [start, length] of vectors(list, count)) {
        let wanted = length;
        while (wanted > 0) {
          const piece = fd.node.read(at + done, wanted);
          if (piece.length === 0) break;
          bytes(start + length - wanted, piece.length).set(piece);
          done += piece.length;
          wanted -= piece.length;
        }
      }
    } catch {
      return [ERRNO.io, done];
    }
    return [ERRNO.ok, done];
  };
  const argv = strings(args), environ = strings(env);
  const calls = {
    args_sizes_get: argv.sizes, args_get: argv.get,
    environ_sizes_get: environ.sizes, environ_get: environ.get,
    clock_res_get: (_, at) => { view().setBigUint64(at, 1000000n, true); return ERRNO.ok; },
    clock_time_get: (id, _, at) => {
      const now = id === 0 ? Date.now() : performance.now();
      view().setBigUint64(at, BigInt(Math.round(now * 1000)) * 1000n, true);
      return ERRNO.ok;
    },
    random_get: (at, length) => {
      for (let start = 0; start < length; start += 65536) {
        const some = new Uint8Array(Math.min(65536, length - start));
        crypto.getRandomValues(some);
        bytes(at + start, some.length).set(some);
      }
      return ERRNO.ok;
    },
    proc_exit: (code) => { throw new Exit(code); },
    sched_yield: () => ERRNO.ok,
    poll_oneoff: () => ERRNO.nosys,
    fd_prestat_get: (fd, at) => {
      if (fd !== 3) return ERRNO.badf;
      view().setUint32(at, 0, true);
      view().setUint32(at + 4, 1, true);
      return ERRNO.ok;
    },
    fd_prestat_dir_name: (fd, at) => { bytes(at, 1).set(text.encode("/")); return fd === 3 ? ERRNO.ok : ERRNO.badf; },
    fd_fdstat_get: (fd, at) => {
      const it = fds[fd];
      if (!it) return ERRNO.badf;
      bytes(at, 24).fill(0);
      view().setUint8(at, it.stream !== undefined ? CHARACTER : it.node instanceof Folder ? DIRECTORY : REGULAR);
      view().setBigUint64(at + 8, 0x1fffffffn, true);
      view().setBigUint64(at + 16, 0x1fffffffn, true);
      return ERRNO.ok;
    },
    fd_fdstat_set_flags: () => ERRNO.ok,
    fd_sync: () => ERRNO.ok,
    fd_datasync: () => ERRNO.ok,
    fd_close: (fd) => { if (!fds[fd]) return ERRNO.badf; fds[fd] = undefined; return ERRNO.ok; },
    fd_filestat_get: (fd, at) => fds[fd]?.node ? stat(fds[fd].node, at) : ERRNO.badf,
    fd_filestat_set_size: (fd, size) => {
      if (!(fds[fd]?.node instanceof Written)) return ERRNO.badf;
      fds[fd].node.resize(Number(size));
      return ERRNO.ok;
    },
    fd_filestat_set_times: () => ERRNO.ok,
    fd_seek: (fd, offset, whence, at) => {
      const it = fds[fd];
      if (!it?.node) return ERRNO.badf;
      const base = [0, it.at, it.node.size][whence];
      if (base + Number(offset) < 0) return ERRNO.inval;
      it.at = base + Number(offset);
      view().setBigUint64(at, BigInt(it.at), true);
      return ERRNO.ok;
    },
    fd_tell: (fd, at) => { view().setBigUint64(at, BigInt(fds[fd].at), true); return ERRNO.ok; },
    fd_read: (fd, list, count, at) => {
      const it = fds[fd];
      if (it?.stream !== undefined) { view().setUint32(at, 0, true); return ERRNO.ok; }
      if (!it?.node?.read) return ERRNO.badf;
      const [error, done] = readAt(it, it.at, list, count);
      it.at += done;
      view().setUint32(at, done, true);
      return error;
    },
    fd_pread: (fd, list, count, offset, at) => {
      if (!fds[fd]?.node?.read) return ERRNO.badf;
      const [error, done] = readAt(fds[fd], Number(offset), list, count);
      view().setUint32(at, done, true);
      return error;
    },
    fd_write: (fd, list, count, at) => {
      const it = fds[fd];
      if (!it) return ERRNO.badf;
      let done = 0;
      for (const [start, length] of vectors(list, count)) {
        if (it.stream !== undefined) out[it.stream].push(bytes(start, length).slice());
        else if (it.node instanceof Written) {
          it.node.write(it.at, bytes(start, length));
          it.at += length;
        } else return ERRNO.badf;
        done += length;
      }
      view().setUint32(at, done, true);
      return ERRNO.ok;
    },
    fd_readdir: (fd, buffer, length, cookie, at) => {
      const node = fds[fd]?.node;
      if (!(node instanceof Folder)) return ERRNO.notdir;
      const all = [...node.entries];
      let used = 0;
      for (let number = Number(cookie); number < all.length && used < length; number += 1) {
        const [name, entry] = all[number];
        const encoded = text.encode(name);
        const row = new Uint8Array(24 + encoded.length), head = new DataView(row.buffer);
        head.setBigUint64(0, BigInt(number + 1), true);
        head.setBigUint64(8, 1n, true);
        head.setUint32(16, encoded.length, true);
        head.setUint8(20, entry instanceof Folder ? DIRECTORY : REGULAR);
        row.set(encoded, 24);
        const fits = row.subarray(0, length - used);
        bytes(buffer + used, fits.length).set(fits);
        used += fits.length;
      }
      view().setUint32(at, used, true);
      return ERRNO.ok;
    },
    path_filestat_get: (fd, _, path, length, at) => {
      const node = find(fds[fd].node, string(path, length));
      return node ? stat(node, at) : ERRNO.noent;
    },
    path_open: (fd, _, path, length, flags, rights, __, ___, at) => {
      const name = string(path, length), { folder, name: last } = parent(fds[fd].node, name);
      let node = find(fds[fd].node, name);
      if (node && flags & 4) return ERRNO.exist;
      if (!node) {
        if (!(flags & 1) || !(folder instanceof Folder)) return ERRNO.noent;
        node = new Written();
        folder.entries.set(last, node);
      } else if (flags & 2 && !(node instanceof Folder)) return ERRNO.isdir;
      if (node instanceof Folder ? rights & 64n && !(flags & 2) : flags & 2) return node instanceof Folder ? ERRNO.isdir : ERRNO.notdir;
      if (flags & 8 || (rights & 64n && node instanceof Stored)) {
        // What is written to is a copy; the user's file is replaced when all is done.
        const copy = new Written();
        if (!(flags & 8)) copy.write(0, node.read(0, node.size));
        folder.entries.set(last, copy);
        node = copy;
      }
      if (node instanceof Stored) opened(name);
      let free = fds.indexOf(undefined);
      if (free < 0) free = fds.length;
      fds[free] = { node, at: 0 };
      view().setUint32(at, free, true);
      return ERRNO.ok;
    },
    path_create_directory: (fd, path, length) => {
      const { folder, name } = parent(fds[fd].node, string(path, length));
      if (!(folder instanceof Folder)) return ERRNO.noent;
      if (folder.entries.has(name)) return ERRNO.exist;
      folder.entries.set(name, new Folder());
      return ERRNO.ok;
    },
    path_rename: (fd, from, fromLength, toFd, to, toLength) => {
      const source = parent(fds[fd].node, string(from, fromLength)), target = parent(fds[toFd].node, string(to, toLength));
      const node = source.folder?.entries?.get(source.name);
      if (!node || !(target.folder instanceof Folder)) return ERRNO.noent;
      source.folder.entries.delete(source.name);
      target.folder.entries.set(target.name, node);
      return ERRNO.ok;
    },
    path_link: (fd, _, from, fromLength, toFd, to, toLength) => {
      const node = find(fds[fd].node, string(from, fromLength)), target = parent(fds[toFd].node, string(to, toLength));
      if (!node || !(target.folder instanceof Folder)) return ERRNO.noent;
      if (target.folder.entries.has(target.name)) return ERRNO.exist;
      target.folder.entries.set(target.name, node);
      return ERRNO.ok;
    },
    path_unlink_file: (fd, path, length) => {
      const { folder, name } = parent(fds[fd].node, string(path, length));
      return folder?.entries?.delete(name) ? ERRNO.ok : ERRNO.noent;
    },
    path_remove_directory: (fd, path, length) => {
      const { folder, name } = parent(fds[fd].node, string(path, length));
      return folder?.entries?.delete(name) ? ERRNO.ok : ERRNO.noent;
    },
    path_readlink: (fd, path, length) => find(fds[fd].node, string(path, length)) ? ERRNO.inval : ERRNO.noent,
  };
  const wanted = {};
  for (const { name } of WebAssembly.Module.imports(module)) wanted[name] = calls[name] ?? (() => ERRNO.nosys);
  const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: wanted });
  memory = instance.exports.memory;
  let status = 0;
  try {
    instance.exports._start();
  } catch (error) {
    if (!(error instanceof Exit)) throw error;
    status = error.code;
  }
  const printed = (parts) => new Blob(parts).size === 0 ? "" : text.decode(new Uint8Array(new FileReaderSync().readAsArrayBuffer(new Blob(parts))));
  return { status, out: printed(out[0]), error: printed(out[1]) };
}
