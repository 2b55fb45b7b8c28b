// A class's slips, and a pupil who comes in by theirs.
import assert from 'node:assert/strict';

/** The head prints the slips of a class; its first pupil comes in by the square of theirs, on a telephone. */
export async function arrives(home, section, options = {}) {
  const head = await home.visitAs('head');
  await head.go('/directory');
  await head.page.locator('.sections a').nth(section).click();
  await head.page.locator('.sheets-ask input[value=all]').check();
  await head.page.locator('.sheets-ask button:not([formaction])').click();
  const slip = head.page.locator('.slip').first();
  await slip.locator('.slip-square svg').waitFor();
  const [login, code] = await slip.locator('dd').allInnerTexts();
  // The list of the batch is in the order of family names, as a class list is.
  const family = (await slip.locator('.slip-name').innerText()).split(' ').at(-1);

  const pupil = await home.visit({ width: 390, height: 844, ...options });
  await pupil.go(`/activate#${code}`);
  assert.equal(await pupil.page.inputValue('#code'), code);
  assert.equal(new URL(pupil.page.url()).hash, '', 'nobody reads it over a shoulder');
  await pupil.page.click('button.primary');
  const password = await choosesProposed(pupil);
  return { head, pupil, login, password, family };
}

/** Takes the proposed password; gives it. */
export async function choosesProposed(visitor) {
  const password = await visitor.page.innerText('.words');
  await visitor.page.click('.proposal button');
  await visitor.page.waitForURL(/\/inbox|\/$/);
  return password;
}
