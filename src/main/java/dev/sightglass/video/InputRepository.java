// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Where the inputs of one backend are noted. Every method is one statement, durable when it returns. */
interface InputRepository {

    /** Notes that an input of that name is about to be asked for; nobody looks for it before {@code lease} is over. */
    void want(InputName name, Instant lease);

    /**
     * Notes that an input was made, and is its session's from then on, which must say so itself before {@code lease} is over.
     *
     * @return false if somebody took it for lost meanwhile
     */
    boolean made(String key, String ref, Instant lease);

    /** Forgets an input that does not exist. */
    void forget(String key);

    /** An input that was made is to be deleted, now. */
    void condemn(String ref, Instant now);

    /** The inputs that were made for a session are to be deleted, now. */
    void condemnOf(UUID sessionId, Instant now);

    /** The inputs whose lease is over and that no open session refers to are to be deleted, now. */
    int condemnOrphans(Instant now);

    /** An input that was asked for was found, and is to be deleted, now. */
    void found(String key, String ref, Instant now);

    /**
     * An input without a row is to be deleted, now, if its session is one of ours that is over or refers to another input.
     *
     * @return whether it is
     */
    boolean adopt(InputName name, String ref, Instant now);

    /** Inputs that are WANTED or TO_DELETE and due, the longest due first. */
    List<InputRow> due(Instant now, int most);

    /** Takes a due input, so that no other process does before {@code until}; false if one has. */
    boolean claim(InputRow row, Instant until);

    /** What was tried with a claimed input failed: it is due again then. */
    void postpone(String key, Instant until);
}
