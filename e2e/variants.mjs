// The eight ways in which a journey is walked: two languages, two sizes, scripts on and off.
// A journey that changes the site for good exports `only`, e.g. `{ sizes: ["desk"], scripts: [true] }`, or walks each
// way with a person of its own (`variant.index` counts from 0).
export const SIZES = { desk: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } };
export const LANGUAGES = { zh: "zh-CN", en: "en-GB" };

export function variants({ only = {} }) {
  const languages = only.languages ?? Object.keys(LANGUAGES);
  const sizes = only.sizes ?? Object.keys(SIZES);
  const scripts = only.scripts ?? [true, false];
  const all = languages.flatMap((language) => sizes.flatMap((size) => scripts.map((script) => ({ language, size, script }))));
  return all.map((variant, index) => {
    const title = [variant.language, variant.size, variant.script ? "script" : "no-script"].join(" ");
    return { ...variant, index, title, slug: title.replaceAll(" ", "-") };
  });
}
