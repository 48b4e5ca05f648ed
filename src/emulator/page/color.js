/** Feishu's colour names (`blue`, `grey-100`, `rgba(…)`) as CSS colours. */

const HUES = {
  blue: [219, 100],
  wathet: [199, 90],
  turquoise: [176, 75],
  green: [138, 62],
  lime: [84, 65],
  yellow: [45, 95],
  orange: [25, 95],
  red: [4, 88],
  carmine: [335, 85],
  violet: [295, 70],
  purple: [262, 80],
  indigo: [234, 80],
  grey: [218, 9],
  neutral: [218, 9],
};

const LIGHTNESS = {
  50: 97,
  100: 93,
  200: 87,
  300: 78,
  350: 72,
  400: 66,
  500: 56,
  600: 48,
  700: 40,
  800: 32,
  900: 24,
};

const named = ([hue, saturation], lightness) => `hsl(${hue} ${saturation}% ${lightness}%)`;

/** A colour for texts, borders and backgrounds; undefined for what is not a colour. */
export function cssColor(name, shade = 500) {
  if (typeof name !== 'string' || name === 'default') return undefined;
  if (/^rgba?\([\d.,\s%]+\)$/.test(name)) return name;
  if (name === 'white' || name === 'bg-white') return '#fff';
  const [, base, number] = /^([a-z]+)(?:-(\d+))?$/.exec(name) ?? [];
  const hue = HUES[base];
  return hue && named(hue, LIGHTNESS[number ?? shade] ?? LIGHTNESS[shade]);
}
