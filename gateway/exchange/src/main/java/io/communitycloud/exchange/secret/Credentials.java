package io.communitycloud.exchange.secret;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/**
 * What manifests refer to as {@code secret:<path>}: files below {@code <home>/secrets}, readable by their owner only.
 *
 * <p>They are read when they are needed, so that a secret may be replaced while the exchange runs.
 */
@Component
public class Credentials {

    public static final String SCHEME = "secret:";

    private static final Pattern PATH = Pattern.compile("secret:[a-z0-9-]+(/[a-z0-9-]+(\\.[a-z0-9]+)?)+");

    private final Path folder;

    public Credentials(@Value("${exchange.home:.cloud}") Path home) {
        this.folder = home.resolve("secrets");
    }

    /** Whether this is a reference and not, by mistake, the secret itself. */
    public static boolean isReference(String text) {
        return PATH.matcher(text).matches();
    }

    /** The secret's text, without the line's end. */
    public String text(String reference) throws Missing {
        return new String(bytes(reference), StandardCharsets.UTF_8).strip();
    }

    public byte[] bytes(String reference) throws Missing {
        try {
            return Files.readAllBytes(file(reference));
        } catch (IOException absent) {
            throw new Missing(reference);
        }
    }

    /** Where it lies, for libraries that read files themselves. */
    public Path file(String reference) throws Missing {
        if (!isReference(reference)) {
            throw new Missing("a reference that is none");
        }
        return folder.resolve(reference.substring(SCHEME.length()));
    }

    /** There is no such secret; the message names the reference, which is none itself. */
    public static final class Missing extends Exception {

        private static final long serialVersionUID = 1L;

        Missing(String reference) {
            super(reference + " is not there", null, false, false);
        }
    }
}
