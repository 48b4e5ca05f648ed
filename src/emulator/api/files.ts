/** Uploads by the bot and downloads by key. */
import { newFileKey, newImageKey } from '../ids.ts';
import { currentContent, type StoredFile, type World } from '../world.ts';
import { type Form, readForm } from './multipart.ts';
import { type ApiRequest, ok, type Reply, type Route, refuse } from './reply.ts';
import { unknownMessage } from './send.ts';

const FILE_TYPES = ['opus', 'mp4', 'pdf', 'doc', 'xls', 'ppt', 'stream'];
const IMAGE_TYPES = ['message', 'avatar'];
const MEGABYTE = 1024 * 1024;
const FILE_BYTES = 30 * MEGABYTE;
const IMAGE_BYTES = 10 * MEGABYTE;
const DOWNLOAD_BYTES = 100 * MEGABYTE;

/** First bytes of the picture formats the platform takes: JPEG, PNG, GIF, BMP, TIFF (both orders), WEBP and ICO. */
const IMAGE_STARTS = [
  'ffd8ff',
  '89504e47',
  '47494638',
  '424d',
  '49492a00',
  '4d4d002a',
  '52494646',
  '00000100',
];

const badUpload = (what: string): Reply =>
  refuse(234001, `Your request contains an invalid request parameter, ${what}`);

function acceptSize(bytes: Buffer, limit: number): Reply | undefined {
  if (bytes.length === 0) return refuse(234010, "The file's size can't be 0.");
  if (bytes.length > limit) return refuse(234006, 'The file size exceed the max value.');
  return undefined;
}

function keepFile(world: World, form: Form): Reply {
  const fileType = form.fields.get('file_type') ?? '';
  const name = form.fields.get('file_name');
  const part = form.files.get('file');
  if (!FILE_TYPES.includes(fileType)) return badUpload('file_type');
  if (!name) return badUpload('file_name');
  if (!part) return badUpload('file');
  const refusal = acceptSize(part.bytes, FILE_BYTES);
  if (refusal) return refusal;
  const key = newFileKey();
  world.files.set(key, { key, owner: 'bot', kind: 'file', fileType, name, bytes: part.bytes });
  return ok({ file_key: key });
}

function keepImage(world: World, form: Form): Reply {
  const fileType = form.fields.get('image_type') ?? '';
  const part = form.files.get('image');
  if (!IMAGE_TYPES.includes(fileType)) return badUpload('image_type');
  if (!part || part.fileName === undefined) return badUpload('image has no file name');
  const refusal = acceptSize(part.bytes, IMAGE_BYTES);
  if (refusal) return refusal;
  const start = part.bytes.subarray(0, 4).toString('hex');
  if (!IMAGE_STARTS.some((known) => start.startsWith(known))) {
    return refuse(234011, "Can't recognize the image format.");
  }
  const key = newImageKey();
  world.files.set(key, {
    key,
    owner: 'bot',
    kind: 'image',
    fileType,
    name: part.fileName,
    bytes: part.bytes,
  });
  return ok({ image_key: key });
}

export function fileHeaders(file: StoredFile): Record<string, string> {
  return {
    'content-type': file.kind === 'image' ? 'image/*' : 'application/octet-stream',
    'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
  };
}

const download = (file: StoredFile): Reply => ({ status: 200, body: file.bytes, headers: fileHeaders(file) });

export function fileRoutes(world: World): Route[] {
  const upload =
    (keep: (world: World, form: Form) => Reply) =>
    async (request: ApiRequest): Promise<Reply> => {
      const form = await readForm(request.raw, request.contentType);
      return form ? keep(world, form) : badUpload('body is not multipart/form-data');
    };

  function ofMessage(request: ApiRequest): Reply {
    const message = world.messages.get(request.param('message_id'));
    if (!message) return unknownMessage(request.param('message_id'));
    const key = request.param('file_key');
    const file = world.files.get(key);
    if (message.type === 'interactive') return refuse(234043, 'Unsupported message type.');
    const type = request.query.get('type');
    if (
      !file ||
      !currentContent(message).includes(`"${key}"`) ||
      (file.kind === 'image') !== (type === 'image')
    ) {
      return refuse(234003, 'File not in msg.');
    }
    return file.bytes.length > DOWNLOAD_BYTES
      ? refuse(234037, 'Downloaded file size exceeds limit.')
      : download(file);
  }

  function own(request: ApiRequest): Reply {
    const file = world.files.get(request.param('file_key'));
    return file?.owner === 'bot' ? download(file) : refuse(234008, 'The app is not the resource sender.');
  }

  return [
    { method: 'POST', path: '/open-apis/im/v1/files', handle: upload(keepFile) },
    { method: 'POST', path: '/open-apis/im/v1/images', handle: upload(keepImage) },
    { method: 'GET', path: '/open-apis/im/v1/messages/:message_id/resources/:file_key', handle: ofMessage },
    { method: 'GET', path: '/open-apis/im/v1/files/:file_key', handle: own },
    { method: 'GET', path: '/open-apis/im/v1/images/:file_key', handle: own },
  ];
}
