/**
 * The long connection's frame (`pbbp2.Frame`): a protobuf message inside one binary WebSocket message.
 * Hand-written because nine fields need no protobuf library. Fields 1–4 are always written: the client refuses a frame without them.
 */

export interface Frame {
  readonly seqId: number;
  readonly logId: number;
  readonly service: number;
  /** 0 control (ping, pong), 1 data. */
  readonly method: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly payload?: Buffer;
  readonly logIdNew?: string;
}

export const CONTROL = 0;
export const DATA = 1;

const FIELD = { seqId: 1, logId: 2, service: 3, method: 4, headers: 5, payload: 8, logIdNew: 9 } as const;
const VARINT = 0;
const LENGTH_DELIMITED = 2;

function varint(value: number): Buffer {
  let rest = BigInt.asUintN(64, BigInt(value));
  const bytes: number[] = [];
  do {
    const low = Number(rest & 127n);
    rest >>= 7n;
    bytes.push(rest ? low | 128 : low);
  } while (rest);
  return Buffer.from(bytes);
}

const tag = (field: number, wire: number): Buffer => varint((field << 3) | wire);

function number(field: number, value: number): Buffer {
  return Buffer.concat([tag(field, VARINT), varint(value)]);
}

function bytes(field: number, value: Buffer): Buffer {
  return Buffer.concat([tag(field, LENGTH_DELIMITED), varint(value.length), value]);
}

export function encodeFrame(frame: Frame): Buffer {
  const parts = [
    number(FIELD.seqId, frame.seqId),
    number(FIELD.logId, frame.logId),
    number(FIELD.service, frame.service),
    number(FIELD.method, frame.method),
  ];
  for (const [key, value] of Object.entries(frame.headers)) {
    parts.push(
      bytes(FIELD.headers, Buffer.concat([bytes(1, Buffer.from(key)), bytes(2, Buffer.from(value))])),
    );
  }
  if (frame.payload) parts.push(bytes(FIELD.payload, frame.payload));
  if (frame.logIdNew !== undefined) parts.push(bytes(FIELD.logIdNew, Buffer.from(frame.logIdNew)));
  return Buffer.concat(parts);
}

/** Each field of a message, in order: varints as numbers, the rest as bytes. */
function* fields(buffer: Buffer): Generator<[field: number, value: number | Buffer]> {
  let at = 0;
  const readVarint = (): bigint => {
    let result = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = buffer[at++];
      if (byte === undefined) throw new RangeError('frame ends inside a number');
      result |= BigInt(byte & 127) << shift;
      if (byte < 128) return result;
    }
    throw new RangeError('number too long');
  };
  while (at < buffer.length) {
    const key = Number(readVarint());
    const wire = key & 7;
    if (wire === VARINT) {
      yield [key >> 3, Number(BigInt.asIntN(64, readVarint()))];
      continue;
    }
    if (wire !== LENGTH_DELIMITED) throw new RangeError(`wire type ${wire} is not used in frames`);
    const length = Number(readVarint());
    if (at + length > buffer.length) throw new RangeError('frame ends inside a field');
    yield [key >> 3, buffer.subarray(at, at + length)];
    at += length;
  }
}

function decodeHeader(buffer: Buffer): [string, string] {
  const pair: [string, string] = ['', ''];
  for (const [field, value] of fields(buffer)) {
    if (field === 1) pair[0] = String(value);
    if (field === 2) pair[1] = String(value);
  }
  return pair;
}

/** Throws RangeError when the bytes are not a frame. */
export function decodeFrame(buffer: Buffer): Frame {
  const numbers = new Map<number, number>();
  const headers: Record<string, string> = {};
  let payload: Buffer | undefined;
  let logIdNew: string | undefined;
  for (const [field, value] of fields(buffer)) {
    if (typeof value === 'number') numbers.set(field, value);
    else if (field === FIELD.headers) {
      const [key, text] = decodeHeader(value);
      headers[key] = text;
    } else if (field === FIELD.payload) payload = Buffer.from(value);
    else if (field === FIELD.logIdNew) logIdNew = value.toString();
  }
  return {
    seqId: numbers.get(FIELD.seqId) ?? 0,
    logId: numbers.get(FIELD.logId) ?? 0,
    service: numbers.get(FIELD.service) ?? 0,
    method: numbers.get(FIELD.method) ?? 0,
    headers,
    ...(payload ? { payload } : {}),
    ...(logIdNew === undefined ? {} : { logIdNew }),
  };
}
