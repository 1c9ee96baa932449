// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import java.util.Set;

/** What the model says a request is refused with: status and code, or one of several where a sweeper decides. */
final class ModelRefusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Set<String> answers;

    private ModelRefusal(Set<String> answers) {
        super(answers.toString());
        this.answers = answers;
    }

    /** Takes answers such as {@code 409 INVALID_STATE}. */
    static ModelRefusal of(String... answers) {
        return new ModelRefusal(Set.of(answers));
    }

    static ModelRefusal invalidState() {
        return of("409 INVALID_STATE");
    }

    static ModelRefusal notAuthorized() {
        return of("403 NOT_AUTHORIZED");
    }

    static ModelRefusal mismatch() {
        return of("403 WORKSPACE_MISMATCH");
    }

    static ModelRefusal invalidInput() {
        return of("400 INVALID_INPUT");
    }

    Set<String> answers() {
        return answers;
    }
}
