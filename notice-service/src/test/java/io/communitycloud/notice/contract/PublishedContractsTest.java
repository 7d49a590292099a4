package io.communitycloud.notice.contract;

import io.communitycloud.common.testing.contract.PublishedContracts;
import io.communitycloud.notice.NoticeServiceTest;

/** Held against {@code contracts/openapi/notice.json} and {@code contracts/asyncapi/notice.json}. */
@NoticeServiceTest
class PublishedContractsTest extends PublishedContracts {}
