package io.communitycloud.common.privacy;

/** A secret is missing or was never one; the process must not start, and says which setting without its value. */
public final class UnfitSecret extends IllegalStateException {

    private static final long serialVersionUID = 1L;

    private final String setting;

    public UnfitSecret(String setting, String reason) {
        super(setting + " " + reason + ".");
        this.setting = setting;
    }

    /** The environment variable to change. */
    public String setting() {
        return setting;
    }
}
