package io.communitycloud.notice;

import io.communitycloud.common.testing.conventions.ApiConventions;

/** The conventions of the API, tried on every operation of this service. */
@NoticeServiceTest
class NoticeApiTest extends ApiConventions {}
