// SPDX-License-Identifier: Apache-2.0
package dev.sightglass;

import dev.sightglass.session.SessionState;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Counts what the sequences did and what they met, so that a run that proves little shows. */
final class ModelTally {
    private final Map<String, Map<String, Integer>> answers = new TreeMap<>();
    private final Set<SessionState> states = EnumSet.noneOf(SessionState.class);
    private int tries;

    void countTry() {
        tries++;
    }

    void count(String action, String answer) {
        answers.computeIfAbsent(action, key -> new TreeMap<>()).merge(answer, 1, Integer::sum);
    }

    void reached(SessionState state) {
        states.add(state);
    }

    Set<SessionState> states() {
        return states;
    }

    int tries() {
        return tries;
    }

    int actions() {
        return answers.values().stream()
                .flatMap(each -> each.values().stream())
                .mapToInt(Integer::intValue)
                .sum();
    }

    /** Every answer that was met, such as {@code 409 CONFLICT}. */
    Set<String> met() {
        return answers.values().stream().flatMap(each -> each.keySet().stream()).collect(Collectors.toSet());
    }

    /** One line per action. */
    @Override
    public String toString() {
        return tries + " tries, " + actions() + " actions"
                + answers.entrySet().stream()
                        .map(each -> System.lineSeparator() + "  " + each.getKey() + " " + each.getValue())
                        .collect(Collectors.joining());
    }
}
