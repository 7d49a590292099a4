package io.communitycloud.legacy.files;

import io.communitycloud.legacy.control.Mode;
import io.communitycloud.legacy.control.Modes;
import io.communitycloud.legacy.secret.Credentials;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** HLT-02 人口家庭与计生奖扶: the whole file behind one address, basic authentication. */
@RestController
class ExportController {

    private static final String ID = "HLT-02";
    private static final Duration LONGEST_HANG = Duration.ofMinutes(10);
    private static final Duration SLOWNESS = Duration.ofSeconds(10);

    private final BureauFiles files;
    private final Modes modes;
    private final String expected;

    ExportController(BureauFiles files, Modes modes, Credentials credentials) {
        this.files = files;
        this.modes = modes;
        String basic = "community-cloud:" + credentials.text("hlt-02", "password");
        this.expected = "Basic " + Base64.getEncoder().encodeToString(basic.getBytes(StandardCharsets.UTF_8));
    }

    @GetMapping("/hlt-02/export/awards.csv")
    ResponseEntity<byte[]> awards(
            @RequestHeader(name = HttpHeaders.AUTHORIZATION, required = false) @Nullable String authorization)
            throws InterruptedException {
        modes.awaitWhileHanging(ID, LONGEST_HANG);
        Mode mode = modes.given(ID);
        if (mode == Mode.CLOSE) {
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE).build();
        }
        if (mode == Mode.FAIL) {
            return ResponseEntity.status(HttpStatus.INTERNAL_SERVER_ERROR)
                    .contentType(MediaType.TEXT_PLAIN)
                    .body("java.sql.SQLException: ORA-01555: snapshot too old".getBytes(StandardCharsets.UTF_8));
        }
        if (mode == Mode.SLOW) {
            Thread.sleep(SLOWNESS);
        }
        if (!expected.equals(authorization)) {
            return ResponseEntity.status(HttpStatus.UNAUTHORIZED).build();
        }
        BureauFile file = files.awards();
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file.name() + "\"")
                .eTag("\"" + file.name() + "-" + file.content().length + "\"")
                .contentType(new MediaType("text", "csv", BureauFiles.GBK))
                .body(file.content());
    }
}
