/** The vocabulary in which every service speaks HTTP: refusals, pages, versions, idempotency. */
@NullMarked
package io.communitycloud.common.web;

import org.jspecify.annotations.NullMarked;
