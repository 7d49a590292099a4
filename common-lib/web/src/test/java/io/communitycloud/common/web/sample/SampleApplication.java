package io.communitycloud.common.web.sample;

import org.springframework.boot.autoconfigure.SpringBootApplication;

/** The small service. */
@SpringBootApplication
public class SampleApplication {}
