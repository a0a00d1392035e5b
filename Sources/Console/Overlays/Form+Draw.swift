import Terminal

extension Form {
    private static let most = 8

    func draw(on canvas: inout Canvas) {
        let isWide = entries.contains { entry in entry.question.values.contains { !$0.detail.isEmpty } }
        let width = min(isWide ? 110 : 84, canvas.columns - 4)
        let head = lead(width: width - 4)
        let labels = (entries.map { TextWidth.columns($0.question.label) }.max() ?? 0) + 2
        let values = shownValues(room: max(1, min(Self.most, canvas.rows - head.count - entries.count - 7)))
        let note = entries.indices.contains(current) ? entries[current].question.note : ""
        let height = head.count + entries.count + values.count + (note.isEmpty ? 0 : 1) + 4
        Dialog.draw(title, width: width, height: height, on: &canvas) { area in
            for (row, line) in head.enumerated() { area.draw(line, y: row) }
            var y = head.count
            for (index, entry) in entries.enumerated() {
                area.write(entry.question.label, x: 0, y: y, Style(index == current ? .accent : .plain))
                if index == current {
                    entry.field.draw(on: &area, x: labels, y: y, width: area.width - labels)
                } else {
                    area.write(TextWidth.truncated(entry.field.text, to: area.width - labels), x: labels, y: y)
                }
                y += 1
            }
            if !note.isEmpty {
                area.draw(Line([.sentence(note, .muted)]), x: labels, y: y)
                y += 1
            }
            let names = values.map { TextWidth.columns($0.text) }.max() ?? 0
            for value in values {
                area.draw(line(value, names: min(names, 40)), x: labels, y: y)
                y += 1
            }
            let foot = asksToDiscard ? "Discard what you typed? y discards, any other key goes on." : complaint ?? ""
            area.draw(Line([.sentence(foot, .degraded)]), y: area.height - 1)
        }
    }

    /// What stands above the entries: what it is about, and what is missing.
    private func lead(width: Int) -> [Line] {
        var lines = subject.isEmpty ? [] : [Line([.name(subject)])]
        if case .lookup(let failed) = purpose {
            lines +=
                failed.map { Wrap.words($0, columns: width).map { Line($0, .degraded) } } ?? [Line("Looking what there is to choose from…", .muted)]
        }
        for gap in gaps { lines += Wrap.words(gap, columns: width).map { Line($0, .degraded) } }
        return lines
    }

    /// The window of values around the chosen one.
    private func shownValues(room: Int) -> ArraySlice<Question.Value> {
        guard entries.indices.contains(current) else { return [] }
        let candidates = entries[current].candidates
        let chosen = candidates.firstIndex { $0.text == entries[current].field.text } ?? 0
        let first = max(0, min(chosen - room / 2, candidates.count - room))
        return candidates[first...].prefix(room)
    }

    private func line(_ value: Question.Value, names: Int) -> Line {
        let isChosen = value.text == entries[current].field.text
        var spans = [Span(isChosen ? "▸ " : "  ", .accent), .name(value.text, isChosen ? .plain : .muted)]
        if !value.detail.isEmpty {
            spans.append(Span(String(repeating: " ", count: max(0, names - TextWidth.columns(value.text)) + 2)))
            spans.append(.sentence(value.detail, .muted))
        }
        return Line(spans)
    }
}
