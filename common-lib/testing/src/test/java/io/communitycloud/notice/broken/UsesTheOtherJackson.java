package io.communitycloud.notice.broken;

import com.fasterxml.jackson.databind.ObjectMapper;

record UsesTheOtherJackson(ObjectMapper mapper) {}
