/** Trials of the web conventions on a small service. */
@NullMarked
package io.communitycloud.common.web;

import org.jspecify.annotations.NullMarked;
