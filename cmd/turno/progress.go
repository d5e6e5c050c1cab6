package main

import (
	"sync"
	"time"

	"github.com/jedib0t/go-pretty/v6/progress"

	"turno/forecast"
)

// bars shows the stages of a long command on standard error, once it has run for a second.
type bars struct {
	mu       sync.Mutex
	writer   progress.Writer
	trackers map[string]*progress.Tracker
	started  time.Time
	sh       shell
	shown    bool
}

// startProgress returns the callback for the core and a function that ends the display.
// Without a terminal both do nothing.
func startProgress(sh shell) (forecast.Progress, func()) {
	if !sh.progress {
		return nil, func() {}
	}
	w := progress.NewWriter()
	w.SetOutputWriter(sh.err)
	w.SetUpdateFrequency(100 * time.Millisecond)
	w.SetTrackerLength(20) // with the message and the times less than 80 columns
	w.SetMessageLength(20)
	w.SetStyle(progress.StyleBlocks)
	w.Style().Options.TimeInProgressPrecision = time.Second
	w.Style().Visibility.ETA = true
	w.Style().Visibility.Value = false
	b := &bars{writer: w, trackers: map[string]*progress.Tracker{}, started: time.Now(), sh: sh}
	return b.update, b.stop
}

func (b *bars) update(stage string, done, total int) {
	b.mu.Lock()
	defer b.mu.Unlock()
	t := b.trackers[stage]
	if t == nil {
		t = &progress.Tracker{Message: b.sh.stage(stage), Total: int64(max(total, 1))}
		b.trackers[stage] = t
		b.writer.AppendTracker(t)
	}
	t.SetValue(int64(done))
	if done >= total {
		t.MarkAsDone()
	}
	if !b.shown && time.Since(b.started) > time.Second {
		b.shown = true
		go b.writer.Render()
	}
}

func (b *bars) stop() {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.shown {
		time.Sleep(120 * time.Millisecond) // one last frame
		b.writer.Stop()
		for b.writer.IsRenderInProgress() {
			time.Sleep(5 * time.Millisecond)
		}
	}
}
