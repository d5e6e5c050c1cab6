package layout

import "turno/internal/workspace/rows"

// ahead reads rows in a goroutine of its own, some batches before they are asked for, so
// that unpacking, splitting and the rules about text have one core and what is made of the
// rows another.
type ahead struct {
	source      *rows.File
	used        []bool                       // the columns that are read
	judge       func(cells []string) verdict // nil where no rule has text to read
	full, empty chan *batch
	stop        chan struct{}
	now         *batch
	at          int
}

// batch is some rows: the cells of all lie behind each other.
type batch struct {
	cells []string
	ends  []int // of each row's cells
	lines []int
	errs  []error
	found []verdict // by the rules; empty where there are none
}

const (
	batches   = 4
	batchRows = 512
)

// readAhead begins to read some columns; judge is what the rules find in a row, nil without
// rules.
func readAhead(s *rows.File, used []bool, judge func(cells []string) verdict) *ahead {
	a := &ahead{source: s, used: used, judge: judge, full: make(chan *batch, batches), empty: make(chan *batch, batches), stop: make(chan struct{})}
	for range batches {
		a.empty <- &batch{}
	}
	go a.run()
	return a
}

// run fills batches until the rows or the reader end.
func (a *ahead) run() {
	defer close(a.full)
	for {
		var b *batch
		select {
		case b = <-a.empty:
		case <-a.stop:
			return
		}
		ended := b.fill(a)
		select {
		case a.full <- b:
		case <-a.stop:
			return
		}
		if ended {
			return
		}
	}
}

// fill takes rows; true where they ended, well or not.
func (b *batch) fill(a *ahead) bool {
	s := a.source
	b.cells, b.ends, b.lines, b.errs, b.found = b.cells[:0], b.ends[:0], b.lines[:0], b.errs[:0], b.found[:0]
	for range batchRows {
		cells, err := s.Next()
		line := 0
		if _, bad := err.(*rows.BadRow); err == nil || bad {
			line, _ = s.Place(0)
		}
		for i := 0; i < len(a.used) && err == nil && s.Sheet() != ""; i++ {
			if bad := s.Valueless(i); bad != nil && a.used[i] {
				err = bad
			}
		}
		b.cells = append(b.cells, cells...)
		b.ends, b.lines, b.errs = append(b.ends, len(b.cells)), append(b.lines, line), append(b.errs, err)
		if a.judge != nil {
			b.found = append(b.found, a.judge(cells))
		}
		if _, bad := err.(*rows.BadRow); err != nil && !bad {
			return true
		}
	}
	return false
}

// first gives the first rows without taking them.
func (a *ahead) first() *batch {
	if a.now == nil {
		a.now, a.at = <-a.full, 0
	}
	return a.now
}

// next gives the next row that was read ahead, and what the rules found in it.
func (a *ahead) next() (cells []string, found verdict, line int, err error) {
	if a.now != nil && a.at == len(a.now.ends) {
		a.empty <- a.now
		a.now = nil
	}
	if a.now == nil {
		a.now, a.at = <-a.full, 0
	}
	from := 0
	if a.at > 0 {
		from = a.now.ends[a.at-1]
	}
	cells, line, err = a.now.cells[from:a.now.ends[a.at]], a.now.lines[a.at], a.now.errs[a.at]
	if len(a.now.found) > 0 {
		found = a.now.found[a.at]
	}
	if _, bad := err.(*rows.BadRow); err == nil || bad {
		a.at++ // the last row stays: whoever asks again is told the same
	}
	return cells, found, line, err
}

// close ends the reading, whose last batch may still be under way.
func (a *ahead) close() {
	close(a.stop)
	for range a.full { // until the goroutine has left the source
	}
}
