package io.communitycloud.exchange.call;

import io.communitycloud.common.signatures.ContentDigest;
import io.communitycloud.common.signatures.KeyFile;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

/** Tells whether a proof of an answer is the platform's, and what it proves. */
@RestController
class AnswerProofController {

    private final KeyFile key;
    private final JsonMapper json;

    AnswerProofController(KeyFile key, JsonMapper json) {
        this.key = key;
        this.json = json;
    }

    /**
     * Verifies a proof, and holds an answer and a question against it where they are sent. Whoever holds the published key
     * can do the same alone.
     */
    @PostMapping("/api/v1/call-records/verifications")
    Verification verifyAnswerProof(@Valid @RequestBody ProofToVerify body) {
        Optional<Proof> proof = key.payloadOf(body.proof()).map(payload -> json.readValue(payload, Proof.class));
        return new Verification(
                proof.isPresent(),
                proof.orElse(null),
                fits(proof.map(Proof::answer), body.answer()),
                fits(proof.map(Proof::question), body.question()));
    }

    private static @Nullable Boolean fits(Optional<String> digest, @Nullable String text) {
        return text == null
                ? null
                : digest.filter(ContentDigest.of(text.getBytes(StandardCharsets.UTF_8))::equals)
                        .isPresent();
    }

    /** A proof as it came in {@code Answer-Proof}, with the texts it is said to be of where they are at hand. */
    record ProofToVerify(
            @NotBlank @Size(max = 4_000) String proof,
            @Nullable @Size(max = 900_000) String answer,
            @Nullable @Size(max = 900_000) String question) {}

    /** What a proof says; question and answer are there as digests of their bodies. */
    record Proof(
            String bureau,
            String method,
            String path,
            String query,
            String question,
            int status,
            String answer,
            Instant at,
            String traceId) {}

    /**
     * What is to be thought of a proof.
     *
     * @param valid whether the platform signed it
     * @param answerFits whether the answer is the one it is of, absent where none was sent
     * @param questionFits whether the question is the one it is of, absent where none was sent
     */
    record Verification(
            boolean valid,
            @Nullable Proof proof,
            @Nullable Boolean answerFits,
            @Nullable Boolean questionFits) {}
}
