/**
 * Multipart bodies. The SDK sends a Buffer as a part without a file name, with content type application/octet-stream,
 * and Chinese names as raw UTF-8.
 */
import { Busboy } from '@fastify/busboy';

export interface Part {
  readonly bytes: Buffer;
  readonly fileName: string | undefined;
}

export interface Form {
  readonly fields: ReadonlyMap<string, string>;
  readonly files: ReadonlyMap<string, Part>;
}

/** Undefined when the body is not a readable multipart form. */
export function readForm(raw: Buffer, contentType: string): Promise<Form | undefined> {
  return new Promise((resolve) => {
    const fields = new Map<string, string>();
    const files = new Map<string, Part>();
    let reader: Busboy;
    try {
      reader = new Busboy({ headers: { 'content-type': contentType } });
    } catch {
      return resolve(undefined);
    }
    reader.on('field', (name, value) => fields.set(name, value));
    reader.on('file', (name, stream, fileName: string | undefined) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => files.set(name, { bytes: Buffer.concat(chunks), fileName }));
    });
    reader.on('error', () => resolve(undefined));
    reader.on('finish', () => resolve({ fields, files }));
    reader.end(raw);
  });
}
