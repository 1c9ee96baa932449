// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.access.BootstrapKey;
import dev.sightglass.platform.Console;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/** Prints a first key that was made because none was configured. It is shown this once and stored nowhere. */
final class FirstKeyNotice {

    private final BootstrapKey key;
    private final Console console;

    FirstKeyNotice(BootstrapKey key, Console console) {
        this.key = key;
        this.console = console;
    }

    @EventListener(ApplicationReadyEvent.class)
    void print() {
        key.takePlaintext()
                .ifPresent(plaintext -> console.print(
                        "",
                        "No API key was configured, so here is one. It is shown only this once:",
                        "",
                        "  " + plaintext,
                        ""));
    }
}
