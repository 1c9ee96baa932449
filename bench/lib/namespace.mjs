// SPDX-License-Identifier: Apache-2.0
// A network namespace behind a cable of its own, which can be cut: packets vanish, and nobody is told.

import { spawnSync } from 'node:child_process';

const run = (command, ...words) => {
  const { status, stderr, error } = spawnSync(command, words, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${command} ${words.join(' ')}: ${error?.message ?? stderr.trim()}`);
};

/** Needs root, `ip` and `tc` (Debian: iproute2). */
export class Namespace {
  #name = `sg${process.pid}`;
  #near = `sgn${process.pid}`;
  #far = `sgf${process.pid}`;
  /** Address of what listens inside; a network that is set aside for benchmarks (RFC 2544). */
  host = '198.18.77.2';
  /** Put before a command, it runs inside. */
  inside = ['ip', 'netns', 'exec', this.#name];

  /** @returns a namespace, or the reason why there can be none */
  static make() {
    const made = new Namespace();
    try {
      made.#build();
      return { namespace: made };
    } catch (error) {
      made.remove();
      return { reason: error.message };
    }
  }

  #build() {
    run('ip', 'netns', 'add', this.#name);
    run('ip', 'link', 'add', this.#near, 'type', 'veth', 'peer', 'name', this.#far, 'netns', this.#name);
    run('ip', 'addr', 'add', '198.18.77.1/30', 'dev', this.#near);
    run('ip', '-n', this.#name, 'addr', 'add', `${this.host}/30`, 'dev', this.#far);
    run('ip', 'link', 'set', this.#near, 'up');
    run('ip', '-n', this.#name, 'link', 'set', this.#far, 'up');
    run('ip', '-n', this.#name, 'link', 'set', 'lo', 'up');
    this.cut();
    this.mend();
  }

  /** Drops every packet in both directions without a word to anybody. */
  cut() {
    run('tc', 'qdisc', 'replace', 'dev', this.#near, 'root', 'blackhole');
    run('tc', '-n', this.#name, 'qdisc', 'replace', 'dev', this.#far, 'root', 'blackhole');
  }

  mend() {
    run('tc', 'qdisc', 'del', 'dev', this.#near, 'root');
    run('tc', '-n', this.#name, 'qdisc', 'del', 'dev', this.#far, 'root');
  }

  remove() {
    spawnSync('ip', ['link', 'del', this.#near]);
    spawnSync('ip', ['netns', 'del', this.#name]);
  }
}
