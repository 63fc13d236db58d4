//! The numbers of the elements that are read (RFC 9559, section 5.1).

pub(crate) const EBML: u64 = 0x1a45_dfa3;
pub(crate) const DOC_TYPE: u64 = 0x4282;
pub(crate) const VOID: u64 = 0xec;
pub(crate) const CHECKSUM: u64 = 0xbf;
pub(crate) const SEGMENT: u64 = 0x1853_8067;

pub(crate) const SEEK_HEAD: u64 = 0x114d_9b74;
pub(crate) const SEEK: u64 = 0x4dbb;
pub(crate) const SEEK_ID: u64 = 0x53ab;
pub(crate) const SEEK_POSITION: u64 = 0x53ac;

pub(crate) const INFO: u64 = 0x1549_a966;
pub(crate) const TIMESTAMP_SCALE: u64 = 0x2a_d7b1;
pub(crate) const DURATION: u64 = 0x4489;
pub(crate) const TITLE: u64 = 0x7ba9;
pub(crate) const SEGMENT_FILE_NAME: u64 = 0x7384;
pub(crate) const PREVIOUS_FILE_NAME: u64 = 0x3c_83ab;
pub(crate) const NEXT_FILE_NAME: u64 = 0x3e_83bb;

pub(crate) const TRACKS: u64 = 0x1654_ae6b;
pub(crate) const TRACK_ENTRY: u64 = 0xae;
pub(crate) const TRACK_NUMBER: u64 = 0xd7;
pub(crate) const TRACK_TYPE: u64 = 0x83;
pub(crate) const CODEC_ID: u64 = 0x86;
pub(crate) const CONTENT_ENCODINGS: u64 = 0x6d80;
pub(crate) const CONTENT_ENCODING: u64 = 0x6240;
pub(crate) const CONTENT_ENCODING_SCOPE: u64 = 0x5032;
pub(crate) const CONTENT_COMPRESSION: u64 = 0x5034;
pub(crate) const CONTENT_COMP_ALGO: u64 = 0x4254;
pub(crate) const CONTENT_COMP_SETTINGS: u64 = 0x4255;
pub(crate) const CONTENT_ENCRYPTION: u64 = 0x5035;
pub(crate) const DEFAULT_DURATION: u64 = 0x23_e383;

pub(crate) const CLUSTER: u64 = 0x1f43_b675;
pub(crate) const TIMESTAMP: u64 = 0xe7;
pub(crate) const SIMPLE_BLOCK: u64 = 0xa3;
pub(crate) const BLOCK_GROUP: u64 = 0xa0;
pub(crate) const BLOCK: u64 = 0xa1;
pub(crate) const BLOCK_DURATION: u64 = 0x9b;

pub(crate) const TAGS: u64 = 0x1254_c367;
pub(crate) const TAG: u64 = 0x7373;
pub(crate) const SIMPLE_TAG: u64 = 0x67c8;
pub(crate) const TAG_NAME: u64 = 0x45a3;
pub(crate) const TAG_STRING: u64 = 0x4487;

pub(crate) const ATTACHMENTS: u64 = 0x1941_a469;
