package io.communitycloud.notice.broken;

import org.springframework.http.ResponseEntity;

final class NotAControllerButTalksHttp {

    ResponseEntity<String> answer() {
        return ResponseEntity.ok("yes");
    }
}
