/** How text of a Word file looks: what paragraph and run properties say, by themselves and through the named styles. */

/** A face by role, since the fonts themselves may not be installed: 黑体, 楷体, 仿宋, 宋体, 小标宋. */
export type Face = 'hei' | 'kai' | 'fang' | 'song' | 'title';

/** Absent means as inherited. */
export interface Look {
  readonly align?: 'left' | 'center' | 'right' | 'justify';
  /** First line indented. */
  readonly indent?: boolean;
  /** Indents of the whole paragraph, in characters. */
  readonly left?: number;
  readonly right?: number;
  /** Half-points. */
  readonly size?: number;
  readonly face?: Face;
  readonly bold?: boolean;
  readonly highlight?: boolean;
}

const ALIGN: Readonly<Record<string, Look['align']>> = {
  left: 'left',
  start: 'left',
  center: 'center',
  right: 'right',
  end: 'right',
  both: 'justify',
};

const FACES: readonly [RegExp, Face][] = [
  [/小标宋/, 'title'],
  [/黑体|SimHei|Hei/i, 'hei'],
  [/楷体|Kai/i, 'kai'],
  [/仿宋|FangSong/i, 'fang'],
  [/宋体|SimSun|Song/i, 'song'],
];

const HUNDREDTHS = 100;
/** Twentieths of a point in a half-point, twice over: a character of `size` half-points is size × 10 twips wide. */
const TWIPS_PER_HALF_POINT = 10;
const USUAL_SIZE = 32;

export function attribute(xml: string, tag: string, name: string): string | undefined {
  return new RegExp(`<w:${tag}\\b[^>]*\\bw:${name}="([^"]*)"`).exec(xml)?.[1];
}

export function section(xml: string, tag: string): string {
  return new RegExp(`<w:${tag}>(.*?)</w:${tag}>`, 's').exec(xml)?.[1] ?? '';
}

/** Undefined when the switch is not mentioned. */
function toggle(xml: string, tag: string): boolean | undefined {
  const found = new RegExp(`<w:${tag}(?:\\s[^>]*)?/>`).exec(xml)?.[0];
  return found === undefined ? undefined : !/w:val="(0|false|none)"/.test(found);
}

/** An indent in characters: `…Chars` is in hundredths of one, the plain one in twips. */
function characters(xml: string, name: string): number | undefined {
  const chars = attribute(xml, 'ind', `${name}Chars`);
  if (chars !== undefined) return Number(chars) / HUNDREDTHS;
  const twips = attribute(xml, 'ind', name);
  return twips === undefined ? undefined : Number(twips) / (USUAL_SIZE * TWIPS_PER_HALF_POINT);
}

function faceOf(font: string | undefined): Face | undefined {
  return font === undefined ? undefined : FACES.find(([pattern]) => pattern.test(font))?.[1];
}

/** Leaves out what is undefined, so that looks can be laid over one another. */
function stated(look: { readonly [Key in keyof Look]: Look[Key] | undefined }): Look {
  return Object.fromEntries(Object.entries(look).filter(([, value]) => value !== undefined)) as Look;
}

export function paragraphLook(properties: string): Look {
  const first = characters(properties, 'firstLine');
  return stated({
    align: ALIGN[attribute(properties, 'jc', 'val') ?? ''],
    indent: first === undefined ? undefined : first > 0,
    left: characters(properties, 'left') ?? characters(properties, 'start'),
    right: characters(properties, 'right') ?? characters(properties, 'end'),
  });
}

export function runLook(properties: string): Look {
  const size = attribute(properties, 'sz', 'val');
  return stated({
    size: size === undefined ? undefined : Number(size),
    face: faceOf(attribute(properties, 'rFonts', 'eastAsia')),
    bold: toggle(properties, 'b'),
    highlight: toggle(properties, 'highlight'),
  });
}

/** The look of a style with all it is based on; of the default paragraph style without a name. */
export type Styles = (id: string | undefined) => Look;

export function readStyles(xml: string): Styles {
  const own = new Map<string, { readonly look: Look; readonly base: string | undefined }>();
  let standard: string | undefined;
  for (const [, head = '', inner = ''] of xml.matchAll(/<w:style\b([^>]*)>(.*?)<\/w:style>/gs)) {
    const id = /w:styleId="([^"]*)"/.exec(head)?.[1] ?? '';
    const look = { ...paragraphLook(section(inner, 'pPr')), ...runLook(section(inner, 'rPr')) };
    own.set(id, { look, base: attribute(inner, 'basedOn', 'val') });
    if (head.includes('w:type="paragraph"') && head.includes('w:default="1"')) standard = id;
  }
  const resolve = (id: string, depth: number): Look => {
    const style = own.get(id);
    if (!style || depth > 20) return {};
    return style.base ? { ...resolve(style.base, depth + 1), ...style.look } : style.look;
  };
  return (id) => resolve(id ?? standard ?? '', 0);
}
