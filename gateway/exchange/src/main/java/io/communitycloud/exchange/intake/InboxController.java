package io.communitycloud.exchange.intake;

import io.communitycloud.common.web.BodyLimit;
import io.communitycloud.common.web.BodyTooLarge;
import io.communitycloud.common.web.InvalidRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.common.web.problem.ProblemMessages;
import io.communitycloud.exchange.intake.Intakes.Source;
import io.communitycloud.exchange.intake.format.Layout;
import io.communitycloud.exchange.ticket.TicketView;
import java.net.URI;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where legacy systems bring what they have for us, each in its own format and under its own signature. */
@RestController
@RequestMapping("/legacy/{systemId}/inbox")
class InboxController {

    private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

    private final Intakes intakes;
    private final Proving proving;
    private final PushQuotas quotas;
    private final AcceptingIntake accepting;
    private final IntakeViews views;

    InboxController(Intakes intakes, Proving proving, PushQuotas quotas, AcceptingIntake accepting, IntakeViews views) {
        this.intakes = intakes;
        this.proving = proving;
        this.quotas = quotas;
        this.accepting = accepting;
        this.views = views;
    }

    /**
     * Accepts a push or a carried-over file; the same again is answered as the first.
     *
     * <p>Every row is in the store before the answer goes out. The ticket tells what became of each. These systems push
     * at least once, so the very same request is no attack but a repetition: it changes nothing and finds its ticket.
     *
     * @param file the file's name, for systems that bring files
     */
    @PostMapping
    @BodyLimit("16MB")
    ResponseEntity<TicketView> pushToInbox(
            @PathVariable String systemId,
            @RequestBody(required = false) byte @Nullable [] body,
            @RequestParam(required = false) @Nullable String file,
            @RequestHeader HttpHeaders headers) {
        Source source = intakes.find(systemId).orElseThrow(Refused::notFound);
        byte[] content = body == null ? new byte[0] : body;
        if (content.length > source.intake().mostBytes()) {
            throw new BodyTooLarge(source.intake().mostBytes());
        }
        byte[] proven = proving.prove(source, content, headers::getFirst);
        // Only now: whoever cannot sign must not use up what the system may send.
        quotas.count(source.system(), source.manifest().limits().burstPerMinute());
        IntakeTicket ticket =
                isMessage(source) ? accepting.message(source, proven) : accepting.file(source, name(file), proven);
        return ResponseEntity.accepted()
                .location(URI.create(IntakeViews.pathOf(ticket)))
                .header(HttpHeaders.RETRY_AFTER, "1")
                .body(views.complete(ticket, ProblemMessages.language(headers.getFirst(HttpHeaders.ACCEPT_LANGUAGE))));
    }

    private static boolean isMessage(Source source) {
        Layout.Format format = source.intake().layout().format();
        return format == Layout.Format.JSON || format == Layout.Format.XML || format == Layout.Format.CAP;
    }

    private static String name(@Nullable String file) {
        if (file == null) {
            throw InvalidRequest.parameter("file", "required");
        }
        if (!FILE_NAME.matcher(file).matches()) {
            throw InvalidRequest.parameter("file", "pattern");
        }
        return file;
    }
}
