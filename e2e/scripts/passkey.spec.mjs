// Signing in with a passkey: registered once, then a click. A virtual authenticator stands in for
// the fingerprint.
import { expect, lookAt, password, takeFirst, test } from '../house.mjs';

test('a passkey is registered and signs in within five seconds of clicks', async ({ page, alone }) => {
  const door = `http://localhost:${alone.port}`;
  const keys = await page.context().newCDPSession(page);
  await keys.send('WebAuthn.enable');
  await keys.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await takeFirst(page, alone, door);
  await page.goto(`${door}/me`);
  await lookAt(page);
  await page.locator('#passkey-name').fill('事務所のパソコン');
  await page.locator('#password-passkey').fill(password);
  await page.locator('form[data-passkey] button').click();
  await expect(page).toHaveURL(/done=changed/);
  await expect(page.locator('main')).toContainText('事務所のパソコン');
  await lookAt(page);
  await page.locator('.viewer button').click();
  await expect(page).toHaveURL(/\/signin/);
  const began = Date.now();
  await page.locator('form[data-passkey] button').click();
  await expect(page).toHaveURL(/\/c\/[^/]+$/);
  const took = Date.now() - began;
  test.info().annotations.push({ type: 'passkey sign-in', description: `${took} ms` });
  expect(took).toBeLessThan(5000);
  // Another's answer, or none, lets nobody in.
  await page.locator('.viewer button').click();
  const refused = await page.request.post(`${door}/signin/passkey`, {
    headers: { 'sec-fetch-site': 'same-origin' },
    form: { pending: 'x', answer: '{}', next: '/', kept: '' },
  });
  expect(refused.status()).toBe(422);
});

test('an authenticator is set up, asked for, and a recovery code works once', async ({ page, alone }) => {
  await takeFirst(page, alone);
  await page.goto(`${alone.url}/me`);
  await page.locator('summary', { hasText: '認証アプリを使い始める' }).click();
  await page.locator('#password-start').fill(password);
  await page.locator('button', { hasText: '認証アプリを使い始める' }).click();
  await expect(page.locator('svg.qr')).toBeVisible();
  await lookAt(page);
  const secret = await page.locator('section .code').first().textContent();
  const code = await codeOf(secret);
  await page.locator('#code').fill(code);
  await page.locator('#password-confirm').fill(password);
  await page.locator('button', { hasText: '確認して使い始める' }).click();
  const codes = await page.locator('.codes li').allTextContents();
  expect(codes).toHaveLength(10);
  await lookAt(page);
  await page.locator('.viewer button').click();
  await page.locator('#name').fill('yamamoto');
  await page.locator('#password').fill(password);
  await page.locator('form[action="/signin"] button').click();
  await expect(page.locator('#code')).toBeVisible();
  await lookAt(page);
  // The code that was used already is no code any more.
  await page.locator('#code').fill(code);
  await page.locator('main button[type=submit]').click();
  await expect(page.locator('[role=alert]')).toContainText('違います');
  await page.waitForTimeout(1100);
  await page.locator('#code').fill(codes[3].toUpperCase());
  await page.locator('main button[type=submit]').click();
  await expect(page).toHaveURL(/\/c\//);
  await page.goto(`${alone.url}/me`);
  await expect(page.locator('main')).toContainText('残りは9個');
});

/** The code of this moment (RFC 6238, SHA-1, six digits). */
const codeOf = async (secret) => {
  const { createHmac } = await import('node:crypto');
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret.trim()].map((c) => letters.indexOf(c).toString(2).padStart(5, '0')).join('');
  const key = Buffer.from(bits.match(/.{8}/g).map((byte) => Number.parseInt(byte, 2)));
  const step = Buffer.alloc(8);
  step.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000)));
  const mac = createHmac('sha1', key).update(step).digest();
  const at = mac[19] & 15;
  return String((mac.readUInt32BE(at) & 0x7fffffff) % 1_000_000).padStart(6, '0');
};
