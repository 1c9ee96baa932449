// SPDX-License-Identifier: Apache-2.0
package dev.sightglass.video;

import dev.sightglass.platform.AddressPolicy;
import dev.sightglass.platform.SettingException;
import dev.sightglass.platform.VideoSettings;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/** The video backend of the settings, with what makes its inputs and what deletes them. Closing it ends waits and connections. */
public final class Video implements AutoCloseable {
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9]{1,64}");
    private static final Pattern TOKEN = Pattern.compile("[!-~]{1,4096}");
    private static final String ANY_REF = "0".repeat(32);

    /** Between two tries to delete an input: a backend that refuses today may not be set right for days. */
    private static final Duration TIDY_MIN = Duration.ofSeconds(2);

    private static final Duration TIDY_MAX = Duration.ofMinutes(10);

    private final VideoBackend backend;
    private final ShutdownPause pause = new ShutdownPause();
    private final VideoInputs inputs;
    private final InputTidier tidier;

    private Video(VideoBackend backend, Surroundings around, VideoSettings settings) {
        this.backend = backend;
        JdbcInputs repository = new JdbcInputs(around.database(), backend.name());
        VideoSettings.Cloudflare calls = settings.cloudflare();
        DoubleSupplier random = () -> ThreadLocalRandom.current().nextDouble();
        Backoff backoff = new Backoff(calls.retryMinDelay(), calls.retryMaxDelay(), random);
        Retries retries = new Retries(backoff, calls.timeLimit(), pause, System::nanoTime);
        this.inputs = new VideoInputs(
                new VideoInputs.Parts(backend, repository, retries),
                around.addresses(),
                around.clock(),
                settings.maxConcurrentStarts());
        this.tidier = new InputTidier(backend, repository, new Backoff(TIDY_MIN, TIDY_MAX, random), around.clock());
    }

    /** What the application has for all its parts. */
    public record Surroundings(DataSource database, AddressPolicy addresses, Clock clock) {}

    /**
     * Makes the backend that the settings ask for.
     *
     * @throws SettingException if a setting that it needs is missing or makes no sense
     */
    public static Video of(VideoSettings settings, Surroundings around) {
        VideoBackend backend = switch (settings.backend()) {
            case NONE -> new NoBackend();
            case TEMPLATE -> template(settings.template());
            case CLOUDFLARE -> cloudflare(settings.cloudflare(), around.clock());
        };
        return new Video(backend, around, settings);
    }

    /** What makes inputs. */
    public VideoInputs inputs() {
        return inputs;
    }

    /** What deletes them. */
    public InputTidier tidier() {
        return tidier;
    }

    @Override
    public void close() {
        pause.close();
        backend.close();
    }

    private static VideoBackend template(VideoSettings.Template settings) {
        String whepUrl = settings.whepUrl().reveal();
        String whipUrl = settings.whipUrl().reveal();
        checkTemplate("whep-url", whepUrl);
        checkTemplate("whip-url", whipUrl);
        String token = settings.whepToken().reveal();
        require(token.isEmpty() || TOKEN.matcher(token).matches(), "template.whep-token", "must be visible ASCII");
        return new TemplateBackend(whipUrl, whepUrl, token.isEmpty() ? null : token);
    }

    private static void checkTemplate(String name, String template) {
        require(
                template.contains(TemplateBackend.REF) && isHttp(template.replace(TemplateBackend.REF, ANY_REF)),
                "template." + name,
                "must be an http or https URL with {ref} in it");
    }

    private static VideoBackend cloudflare(VideoSettings.Cloudflare settings, Clock clock) {
        String token = settings.apiToken().reveal();
        require(TOKEN.matcher(token).matches(), "cloudflare.api-token", "must be a token that may edit Stream");
        require(
                ACCOUNT.matcher(settings.accountId()).matches(),
                "cloudflare.account-id",
                "must be the id of an account, letters and digits");
        require(
                isSafe(settings.baseUrl()),
                "cloudflare.base-url",
                "must be an https URL, since the token goes there (http only on 127.0.0.1 or localhost)");
        URI live = URI.create(
                settings.baseUrl().replaceAll("/+$", "") + "/accounts/" + settings.accountId() + "/stream/live_inputs");
        return new CloudflareBackend(new CloudflareApi(live, token, clock), settings.requestTimeout());
    }

    private static boolean isHttp(String text) {
        try {
            URI url = URI.create(text);
            String scheme = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT);
            return url.getHost() != null && (scheme.equals("https") || scheme.equals("http"));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isSafe(String text) {
        if (!isHttp(text)) {
            return false;
        }
        URI url = URI.create(text);
        boolean loopback = "127.0.0.1".equals(url.getHost()) || "localhost".equals(url.getHost());
        return url.getRawQuery() == null
                && url.getRawFragment() == null
                && url.getRawUserInfo() == null
                && (loopback || "https".equalsIgnoreCase(url.getScheme()));
    }

    private static void require(boolean holds, String setting, String problem) {
        if (!holds) {
            throw new SettingException("sightglass.video." + setting, problem);
        }
    }
}
