/**
 * JSON documents and lines (RFC 8259, restricted as RFC 7493): a strict parser, and a byte scanner
 * for the flat common case.
 */
@NullMarked
package io.penstock.core.decode.json;

import org.jspecify.annotations.NullMarked;
