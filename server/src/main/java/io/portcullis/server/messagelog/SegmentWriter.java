package io.portcullis.server.messagelog;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.StandardOpenOption;

/** Writes a segment from its begin. The last page is filled up with zeros until more comes, or the segment is complete. For one thread. */
final class SegmentWriter implements AutoCloseable {

    private static final int AT_ONCE = 512 << 10;

    private final SegmentFile file;
    /** Begins with what is written of the last page. */
    private final ByteBuffer pages;
    private long end;

    SegmentWriter(Segment segment) throws IOException {
        Files.createFile(segment.entries());
        try {
            file = SegmentFile.open(segment.entries(), StandardOpenOption.WRITE);
        } catch (IOException e) {
            Files.deleteIfExists(segment.entries()); // the next attempt begins with it again
            throw e;
        }
        pages = file.aligned(AT_ONCE);
    }

    /** Bytes that are written. */
    long end() {
        return end;
    }

    /** Writes all of [0, length), or nothing. */
    void write(byte[] bytes, int length) throws IOException {
        long before = end;
        int lastPage = file.intoPage(before);
        byte[] ofLastPage = new byte[lastPage];
        pages.get(0, ofLastPage);
        try {
            for (int at = 0; at < length;) {
                int part = Math.min(length - at, pages.capacity() - file.intoPage(end));
                append(bytes, at, part);
                at += part;
            }
        } catch (IOException e) {
            end = before;
            pages.put(0, ofLastPage);
            file.channel().truncate(before);
            throw e;
        }
    }

    private void append(byte[] bytes, int from, int length) throws IOException {
        int begin = file.intoPage(end);
        pages.clear().position(begin).put(bytes, from, length);
        pages.put(new byte[file.toPages(begin + length) - pages.position()]).flip();
        long at = end - begin;
        while (pages.hasRemaining()) {
            at += file.channel().write(pages, at);
        }
        end += length;
        int lastPage = file.intoPage(end);
        pages.put(0, pages, begin + length - lastPage, lastPage);
    }

    /** Nothing more comes. */
    void complete() throws IOException {
        file.channel().truncate(end);
        file.channel().force(false);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
