package io.communitycloud.common.web.problem;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;

/**
 * Answers what Tomcat refuses before any filter runs, such as a broken request line, as problem+json instead of HTML.
 *
 * <p>It is made by Tomcat from its class name, so it knows no beans and writes its JSON by hand from fixed texts.
 */
public final class ProblemErrorValve extends ErrorReportValve {

    private static final ProblemMessages MESSAGES = new ProblemMessages(ProblemErrorValve.class.getClassLoader());

    @Override
    protected void report(Request request, Response response, @Nullable Throwable throwable) {
        int status = response.getStatus();
        if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
            return;
        }
        try {
            response.setContentType(Problems.MEDIA_TYPE);
            response.setCharacterEncoding(StandardCharsets.UTF_8.name());
            response.setHeader("X-Content-Type-Options", "nosniff");
            response.setHeader("Cache-Control", "no-store");
            var writer = response.getReporter();
            if (writer != null) {
                writer.write(json(Failures.ofStatus(status), request));
                response.finishResponse();
            }
        } catch (IOException | IllegalStateException e) {
            container.getLogger().debug("The caller has gone before its error could be told", e);
        }
    }

    private static String json(Failure failure, Request request) {
        Locale language = ProblemMessages.language(request.getHeader("Accept-Language"));
        byte[] trace = new byte[16];
        ThreadLocalRandom.current().nextBytes(trace);
        return "{\"type\":\"/problems/" + failure.code() + "\",\"title\":\"" + text(language, failure, "title")
                + "\",\"status\":" + failure.status() + ",\"detail\":\"" + text(language, failure, "detail")
                + "\",\"instance\":\"\",\"code\":\"" + failure.code() + "\",\"traceId\":\""
                + HexFormat.of().formatHex(trace) + "\",\"retriable\":" + failure.retriable() + ",\"errors\":[]}";
    }

    private static String text(Locale language, Failure failure, String part) {
        String text = MESSAGES.text(language, "problem." + failure.code() + "." + part, Map.of());
        return text == null ? failure.code() : text.replace("\\", "\\\\").replace("\"", "\\\"");
    }
}
