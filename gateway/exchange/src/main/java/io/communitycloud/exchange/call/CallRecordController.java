package io.communitycloud.exchange.call;

import io.communitycloud.common.identity.Scope;
import io.communitycloud.common.web.Page;
import io.communitycloud.common.web.PageRequest;
import jakarta.validation.constraints.Size;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The account of calls over HTTP. */
@RestController
@RequestMapping("/api/v1/call-records")
class CallRecordController {

    private final CallRecords records;

    CallRecordController(CallRecords records) {
        this.records = records;
    }

    /** The calls of the last 180 days, newest first; a bureau sees its own. */
    @GetMapping
    Page<CallRecord> listCallRecords(
            @RequestParam(required = false) @Nullable @Size(max = 120) String operation,
            @RequestParam(required = false) @Nullable OffsetDateTime from,
            @RequestParam(required = false) @Nullable OffsetDateTime to,
            PageRequest page,
            Scope scope) {
        return records.page(
                operation, from == null ? null : from.toInstant(), to == null ? null : to.toInstant(), scope, page);
    }
}
