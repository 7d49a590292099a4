/** The API conventions, run against any service's own OpenAPI document. */
@NullMarked
package io.communitycloud.common.testing.conventions;

import org.jspecify.annotations.NullMarked;
