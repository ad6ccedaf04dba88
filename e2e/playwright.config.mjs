// Four ways to walk: a desk screen and a phone, each with and without JavaScript.
import { defineConfig } from '@playwright/test';

const desk = { width: 1280, height: 900 };
const phone = { width: 390, height: 844 };
const everywhere = /walks\/.*\.spec\.mjs/;
const withScripts = /scripts\/.*\.spec\.mjs/;
const states = /states\/.*\.spec\.mjs/;

const way = (name, viewport, javaScriptEnabled, testMatch) => ({
  name,
  testMatch,
  use: { viewport, javaScriptEnabled },
});

export default defineConfig({
  testDir: '.',
  outputDir: 'results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  forbidOnly: Boolean(process.env.CI),
  reporter: [['./reporter.mjs']],
  use: {
    locale: 'ja-JP',
    timezoneId: 'Asia/Tokyo',
    acceptDownloads: true,
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    },
  },
  projects: [
    way('desk', desk, true, [everywhere, withScripts, states]),
    way('phone', phone, true, [everywhere, states]),
    way('desk, no scripts', desk, false, everywhere),
    way('phone, no scripts', phone, false, everywhere),
  ],
});
