package messages

// Account is what an import or a measurement did, to be shown.
type Account struct {
	Result
	Files   []File
	Merged  Merged // with the stored history; empty where nothing is to be stored
	Shift   Shift  // against the stored history, where Shifted
	Shifted bool
	Unknown []string            // queues that the workspace does not have
	Used    map[string][]string // by queue the measured parameters that plans take; nil is all
	Written bool
}

// File is what came of one file.
type File struct {
	Name            string
	Rows, Bad       int64  // rows, and those that could not be read
	Folded, Skipped int    // times that clocks show twice, and that they skip
	Left            int64  // rows of totals, and remarks at the foot: left out
	Coding          string // of its letters, where not UTF-8
	Text            bool   // its text was read for the rules
}

// Takes says whether plans take a measured parameter of a queue.
func (a Account) Takes(queue, key string) bool {
	if a.Used == nil {
		return true
	}
	for _, k := range a.Used[queue] {
		if k == key {
			return true
		}
	}
	return false
}

// Named is one measured parameter with the key it has in the settings of a queue.
type Named struct {
	Key     string
	Seconds bool // its values are seconds
	Share   bool // its values are shares
	Parameter
}

// Parameters lists what is measured of a queue's work, in the order of the settings.
func (m *Measures) Parameters() []Named {
	all := []Named{{"flush", false, true, m.Flush()}, {"turns", false, false, m.Turns()}, {"aht", true, false, m.HandleTime()}, {"think", true, false, m.ThinkTime()}}
	if m.Side == Voice || m.Side == Chat {
		return all[2:3]
	}
	return all
}
