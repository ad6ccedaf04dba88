// One line a walk, and the sum that `cargo xtask test` reads.
export default class Reporter {
  constructor() {
    this.last = new Map();
  }

  onTestEnd(test, result) {
    this.last.set(test.id, test.outcome());
    const mark = { passed: 'ok', skipped: 'skipped' }[result.status] ?? 'FAILED';
    const [, project, , ...names] = test.titlePath();
    const seconds = (result.duration / 1000).toFixed(1);
    console.log(`${mark.padEnd(8)} ${project} › ${names.join(' › ')} (${seconds} s)`);
    for (const error of result.errors) console.log(error.message ?? error.value ?? '');
  }

  onError(error) {
    this.broken = true;
    console.log(error.message ?? error.value ?? 'error');
  }

  onEnd(result) {
    const all = [...this.last.values()];
    const passed = all.filter((outcome) => outcome === 'expected').length;
    const skipped = all.filter((outcome) => outcome === 'skipped').length;
    let failed = all.length - passed - skipped;
    if (failed === 0 && (this.broken || result.status !== 'passed')) failed = 1;
    const more = skipped > 0 ? `, ${skipped} skipped` : '';
    console.log(`browser: ${passed} passed, ${failed} failed${more}`);
  }

  printsToStdio() {
    return true;
  }
}
