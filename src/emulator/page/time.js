/** Times as the people of the story read them: Beijing time, whatever the machine's zone. */

const zone = { timeZone: 'Asia/Shanghai' };
const clock = new Intl.DateTimeFormat('zh-CN', {
  ...zone,
  hour: '2-digit',
  minute: '2-digit',
  hour12: false,
});
const seconds = new Intl.DateTimeFormat('zh-CN', { ...zone, timeStyle: 'medium', hour12: false });
const day = new Intl.DateTimeFormat('zh-CN', { ...zone, month: 'long', day: 'numeric' });
const dayWithYear = new Intl.DateTimeFormat('zh-CN', { ...zone, dateStyle: 'long' });
const year = new Intl.DateTimeFormat('en', { ...zone, year: 'numeric' });

export const clockTime = (ms) => clock.format(ms);
export const exactTime = (ms) => seconds.format(ms);

export function dayLabel(ms) {
  const now = Date.now();
  if (dayWithYear.format(ms) === dayWithYear.format(now)) return '今天';
  return year.format(ms) === year.format(now) ? day.format(ms) : dayWithYear.format(ms);
}
