// What depends on a language: English of the United States unless it is asked for another.
for (const n of [0, 1, 999, 1000, 1234567.891, 1234567.8915, -1234.5, 0.1234567, 1e21, 1.0005, 123456789012345680000, NaN, Infinity, -0, 0.00001, 999.9995]) {
  console.log(n.toLocaleString(), n.toLocaleString('en-US', { minimumFractionDigits: 2 }), n.toLocaleString('de-DE'), n.toLocaleString('en-US', { style: 'percent' }),
    n.toLocaleString('en-US', { style: 'currency', currency: 'USD' }), n.toLocaleString('de-DE', { style: 'currency', currency: 'EUR' }), n.toLocaleString(undefined, { maximumFractionDigits: 0 }));
}
console.log(12345678901234567890n.toLocaleString(), (5).toLocaleString('en-US', { minimumIntegerDigits: 2 }), new Intl.NumberFormat('en-US').format(9876543.21), (1500).toLocaleString('ja-JP', { style: 'currency', currency: 'USD' }));
console.log([1234.5, 99].toLocaleString());
for (const d of [new Date(Date.UTC(2026, 0, 5, 0, 7, 9)), new Date(Date.UTC(2026, 10, 30, 13, 45, 59))]) {
  console.log(String(d), d.toDateString(), d.toTimeString(), d.toUTCString(), d.toISOString(), `${d}`, d + 1);
  console.log(d.toLocaleDateString(), d.toLocaleTimeString(), d.toLocaleString(), d.toLocaleDateString('en-GB'), d.toLocaleDateString('de-DE'), d.toLocaleTimeString('de-DE'), d.toLocaleTimeString('en-US', { hour12: false }));
  console.log(d.toLocaleDateString('en-US', { weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' }), d.toLocaleDateString('en-US', { month: 'short', day: 'numeric' }), d.toLocaleDateString('en-US', { month: 'long', year: 'numeric' }),
    d.toLocaleTimeString('en-US', { hour: '2-digit', minute: '2-digit' }), d.toLocaleDateString(undefined, { year: 'numeric', month: '2-digit', day: '2-digit' }), d.toLocaleDateString('en-US', { weekday: 'short' }), d.toLocaleString('en-US', { dateStyle: 'medium', timeStyle: 'short' }), d.toLocaleString('en-US', { timeZone: 'UTC' }), d.toLocaleDateString('de-DE', { day: 'numeric', month: 'long', year: 'numeric' }), new Intl.DateTimeFormat('en-US').format(d));
}
console.log(['b', 'a', 'C', 'A', 'ä', 'z', '10', '9', 'Z', 'é', 'e', 'f', '_x', ' y', '-', 'co-op', 'coop', 'Co', 'résumé', 'resume', 'Resume'].sort((x, y) => x.localeCompare(y)));
console.log('a'.localeCompare('B'), 'a'.localeCompare('A'), 'A'.localeCompare('a'), 'a'.localeCompare('a'), 'file10'.localeCompare('file9', undefined, { numeric: true }), 'a'.localeCompare('A', undefined, { sensitivity: 'base' }), 'é'.localeCompare('e', 'en', { sensitivity: 'base' }), ['x10', 'x9', 'x1'].sort(new Intl.Collator(undefined, { numeric: true }).compare));
console.log('İ'.length, 'straße'.toUpperCase(), 'ÀÉ'.toLocaleLowerCase(), 'i'.toLocaleUpperCase(), 'é' === 'e\u0301'.normalize('NFC'));
