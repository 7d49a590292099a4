package io.communitycloud.resource.conversion;

import io.communitycloud.common.identity.Caller;
import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Etags;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import io.communitycloud.common.web.Refused;
import io.communitycloud.resource.facility.Facilities;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Conversions over HTTP. */
@RestController
@RequestMapping("/api/v1/facilities/{id}/conversions")
class ConversionController {

    private final ConvertingFacilities converting;
    private final Conversions conversions;
    private final Facilities facilities;

    ConversionController(ConvertingFacilities converting, Conversions conversions, Facilities facilities) {
        this.converting = converting;
        this.conversions = conversions;
        this.facilities = facilities;
    }

    /** Starts a conversion; asked again for the same cause, it answers with the one that was started. */
    @PostMapping
    ResponseEntity<ConversionView> startConversion(
            @PathVariable String id, @Valid @RequestBody ConversionStart body, Scope scope) {
        Conversion conversion = converting.start(
                id, body.direction(), new Occasion(body.cause(), null, Boolean.TRUE.equals(body.exercise())), scope);
        return ResponseEntity.created(
                        URI.create("/api/v1/facilities/" + conversion.facility() + "/conversions/" + conversion.id()))
                .eTag(etag(conversion))
                .body(ConversionView.of(conversion));
    }

    @GetMapping("/{conversionId}")
    ResponseEntity<ConversionView> readConversion(
            @PathVariable String id, @PathVariable String conversionId, Scope scope) {
        return answer(require(id, conversionId, scope));
    }

    @GetMapping
    Page<ConversionView> listConversions(@PathVariable String id, PageRequest page, Scope scope) {
        facilities.require(id, scope);
        return conversions.page(id, scope, page).map(ConversionView::of);
    }

    /** Says that a step is done; where two persons must say so, this is the first of them. */
    @PostMapping("/{conversionId}/step-completions")
    ResponseEntity<ConversionView> completeConversionStep(
            @PathVariable String id,
            @PathVariable String conversionId,
            @Valid @RequestBody StepName body,
            Caller caller,
            Scope scope) {
        require(id, conversionId, scope);
        return answer(converting.complete(conversionId, body.step(), caller.subject(), scope));
    }

    /** Approves, as the second person, that a step is done. */
    @PostMapping("/{conversionId}/approvals")
    ResponseEntity<ConversionView> approveConversionStep(
            @PathVariable String id,
            @PathVariable String conversionId,
            @Valid @RequestBody StepName body,
            Caller caller,
            Scope scope) {
        require(id, conversionId, scope);
        return answer(converting.approve(conversionId, body.step(), caller.subject(), scope));
    }

    /** Gives the conversion up; the facility serves again what it served before. */
    @PostMapping("/{conversionId}/cancellations")
    ResponseEntity<ConversionView> cancelConversion(
            @PathVariable String id, @PathVariable String conversionId, Scope scope) {
        require(id, conversionId, scope);
        return answer(converting.cancel(conversionId, scope));
    }

    private Conversion require(String facility, String id, Scope scope) {
        Conversion conversion = converting.require(id, scope);
        if (!conversion.facility().equals(facility)) {
            throw Refused.notFound();
        }
        return conversion;
    }

    private static ResponseEntity<ConversionView> answer(Conversion conversion) {
        return ResponseEntity.ok().eTag(etag(conversion)).body(ConversionView.of(conversion));
    }

    private static String etag(Conversion conversion) {
        return Etags.of(conversion.version(), "full");
    }

    /** A conversion to be started, and what for: an activation's id or the like. */
    record ConversionStart(
            @NotNull Direction direction,
            @NotNull @Pattern(regexp = "[A-Za-z0-9-]{1,64}") String cause,
            @Nullable Boolean exercise) {}

    /** A step by its code. */
    record StepName(@NotBlank @Size(max = 40) String step) {}

    /**
     * A conversion as it is shown.
     *
     * @param step of the activation that it answers, null where none
     * @param exercise whether the facility is only said to convert
     * @param refusal why it did not begin, null where it did
     */
    record ConversionView(
            String id,
            String facilityId,
            String area,
            Direction direction,
            String cause,
            @Nullable String step,
            boolean exercise,
            Conversion.State state,
            @Nullable String refusal,
            Instant startedAt,
            Instant deadline,
            List<StepView> steps) {

        static ConversionView of(Conversion conversion) {
            return new ConversionView(
                    conversion.id(),
                    conversion.facility(),
                    conversion.area(),
                    conversion.direction(),
                    conversion.cause(),
                    conversion.step(),
                    conversion.isExercise(),
                    conversion.progress(),
                    conversion.refusal(),
                    conversion.createdAt(),
                    conversion.deadline(),
                    conversion.steps().stream().map(StepView::of).toList());
        }
    }

    /** A step as it is shown; {@code share} is in percent of the whole. */
    record StepView(
            String code,
            String name,
            String owner,
            Guard guard,
            int share,
            List<String> after,
            boolean critical,
            Instant deadline,
            boolean confirmed,
            @Nullable Instant doneAt,
            boolean overdue) {

        static StepView of(Step step) {
            return new StepView(
                    step.code(),
                    step.name(),
                    step.owner(),
                    step.guard(),
                    step.share(),
                    step.after(),
                    step.critical(),
                    step.deadline(),
                    step.confirmedBy() != null,
                    step.doneAt(),
                    step.overdue());
        }
    }
}
