// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.platform;

/** A setting that makes no sense; the start stops with this one sentence. */
public final class SettingException extends RuntimeException {

    private final String setting;

    /**
     * @param setting its name in {@code application.yaml}
     * @param problem what is wrong, to be read after the name
     */
    public SettingException(String setting, String problem) {
        super(setting + " " + problem + ".");
        this.setting = setting;
    }

    /** The name in {@code application.yaml}. */
    public String setting() {
        return setting;
    }
}
