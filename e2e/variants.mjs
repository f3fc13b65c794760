// The eight ways in which a journey is walked: two languages, two sizes, scripts on and off.
// A journey that changes the site for good walks each way with a person of its own (`variant.index` counts from 0). One
// that need not walk all eight exports `only`: `{ sizes: ["desk"], scripts: [true] }`, or `{ half: 0 }` for four of them
// in which every language meets every size and either meets scripts on and off; `{ half: 1 }` are the other four.
export const SIZES = { desk: { width: 1366, height: 768 }, phone: { width: 390, height: 844 } };
export const LANGUAGES = { zh: "zh-CN", en: "en-GB" };

export function variants({ only = {} }) {
  const languages = only.languages ?? Object.keys(LANGUAGES);
  const sizes = only.sizes ?? Object.keys(SIZES);
  const scripts = only.scripts ?? [true, false];
  const all = languages.flatMap((language) => sizes.flatMap((size) => scripts.map((script) => ({ language, size, script }))));
  const half = all.filter((variant) => only.half === undefined || parity(variant) === only.half);
  return half.map((variant, index) => {
    const title = [variant.language, variant.size, variant.script ? "script" : "no-script"].join(" ");
    return { ...variant, index, title, slug: title.replaceAll(" ", "-") };
  });
}

function parity({ language, size, script }) {
  return [language !== "zh", size !== "desk", !script].filter(Boolean).length % 2;
}
