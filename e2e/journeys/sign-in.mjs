// The door: the page loads in the visitor's language, a wrong password is told and keeps the name that was typed.
export const name = "sign in";

export async function run({ page, axe, shot, language, variant }) {
  const answer = await page.goto("/sign-in");
  if (answer.status() !== 200) throw new Error(`GET /sign-in answered ${answer.status()}`);
  const tag = (await page.locator("html").getAttribute("lang")) ?? "";
  if (!tag.startsWith(language)) throw new Error(`the page is in "${tag}", the browser asked for ${language}`);
  const offices = await page.locator(".tr-keys tbody").evaluateAll((all) => all.map((own) => own.querySelector("th[scope=rowgroup]")?.textContent.trim()));
  if (!offices.length || !offices.every(Boolean)) throw new Error("an account of the demonstration does not say its office");
  await axe();
  await shot("sign-in");
  // What is heard when the password is shown is in the language of the page.
  const show = page.locator("button.govuk-password-input__toggle");
  if (variant.script) {
    await show.click();
    const heard = await page.locator(".govuk-password-input__sr-status").textContent();
    if (!heard || /[a-z]/i.test(heard) !== (language === "en")) throw new Error(`"${heard}" is heard on a page in ${language}`);
    await show.click();
  }
  const nobody = `nobody-${Date.now()}`;
  await page.fill("#name", nobody);
  await page.fill("#password", "not the password");
  const [told] = await Promise.all([
    page.waitForResponse((answer) => answer.request().method() === "POST"),
    page.locator("form[action='/sign-in'] button:not([type='button'])").click(),
  ]);
  await page.waitForLoadState();
  if (told.status() !== 401) throw new Error(`a wrong password is answered ${told.status()}`);
  if ((await page.inputValue("#name")) !== nobody) throw new Error("the name that was typed is gone");
  if ((await page.locator(".govuk-error-summary").count()) !== 1) throw new Error("nothing says what is wrong");
  await axe();
  await shot("sign-in-wrong");
}
