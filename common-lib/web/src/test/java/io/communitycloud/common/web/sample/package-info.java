/** A small service that has one of everything. */
@NullMarked
package io.communitycloud.common.web.sample;

import org.jspecify.annotations.NullMarked;
